//! The testee of the conformance suite: requests on standard input, answers on standard output, each
//! behind its length in four bytes, until the input ends.
//!
//! `BUFFA_CONFORMANCE` says which way the messages take:
//!
//! | value | wire in | wire out | JSON out |
//! |---|---|---|---|
//! | `owned` | owned message | of the owned message | of the owned message |
//! | `view` | view | of the view | of the view |
//! | `owned_view` | view that owns its bytes | of the owned message made of it | of the view |
//! | `no_std` | owned message as without `std`: its maps are `BTreeMap`s | the same | the same |
//!
//! JSON always comes in as an owned message, which then goes the way of its wire. Built with
//! `--no-default-features`, the runtime itself is without `std`.

#[cfg(shared_conformance)]
mod answer;
#[cfg(shared_conformance)]
mod types;

#[cfg(shared_conformance)]
fn main() -> std::io::Result<()> {
    let mode = std::env::var("BUFFA_CONFORMANCE").unwrap_or_else(|_| "owned".to_owned());
    let Some(types) = types::Types::of(&mode) else {
        eprintln!("BUFFA_CONFORMANCE is `{mode}`; it can be owned, view, owned_view or no_std");
        std::process::exit(2);
    };
    serve(&types, &mut std::io::stdin().lock(), &mut std::io::stdout().lock())
}

#[cfg(shared_conformance)]
fn serve(
    types: &types::Types,
    input: &mut impl std::io::Read,
    output: &mut impl std::io::Write,
) -> std::io::Result<()> {
    let mut len = [0; 4];
    loop {
        match input.read_exact(&mut len) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        }
        let mut request = vec![0; u32::from_le_bytes(len) as usize];
        input.read_exact(&mut request)?;
        let answer = answer::to(types, &request);
        output.write_all(&(answer.len() as u32).to_le_bytes())?;
        output.write_all(&answer)?;
        output.flush()?;
    }
}

#[cfg(not(shared_conformance))]
fn main() {
    eprintln!(
        "built without the suite's schemas: there is no folder `shared/conformance` beside the workspace"
    );
    std::process::exit(2);
}
