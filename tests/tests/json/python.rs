//! Random messages of all schemas: Google's Python protobuf reads our JSON as we do, and we read its.
//!
//! `BUFFA_PYTHON` names a Python that has the package `protobuf`; without it there is no peer.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

use buffa_tests::{Case, Schemas, Style, for_all, subjects};

const TIDY: Style = Style { nan: false, wild: false, unknown: false, foreign: false };

struct Peer(Child);

impl Peer {
    fn start() -> Option<Self> {
        let Some(python) = std::env::var_os("BUFFA_PYTHON") else {
            eprintln!("BUFFA_PYTHON is not set: JSON was not compared with Google's");
            return None;
        };
        let sets = ["own", "otlp", "googleapis"];
        let out = env!("OUT_DIR");
        let sets = sets.map(|name| (name, format!("{out}/{name}.binpb")));
        let sets = sets.iter().filter(|(_, path)| std::path::Path::new(path).exists());
        let child = Command::new(python)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/python/json_peer.py"))
            .args(sets.map(|(name, path)| format!("{name}={path}")))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        Some(Peer(child.expect("the Python that BUFFA_PYTHON names starts")))
    }

    fn ask(&mut self, request: [&[u8]; 4]) -> [Result<Vec<u8>, String>; 3] {
        let input = self.0.stdin.as_mut().expect("piped");
        for part in request {
            input.write_all(&(part.len() as u32).to_le_bytes()).expect("the peer lives");
            input.write_all(part).expect("the peer lives");
        }
        input.flush().expect("the peer lives");
        let output = self.0.stdout.as_mut().expect("piped");
        [(); 3].map(|()| {
            let mut len = [0; 4];
            output.read_exact(&mut len).expect("the peer answers");
            let mut part = vec![0; u32::from_le_bytes(len) as usize];
            output.read_exact(&mut part).expect("the peer answers");
            match part.split_first() {
                Some((b'=', content)) => Ok(content.to_vec()),
                _ => Err(String::from_utf8_lossy(&part).into_owned()),
            }
        })
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

fn pool(schemas: Schemas) -> &'static str {
    match schemas {
        Schemas::Own => "own",
        #[cfg(shared_corpus)]
        Schemas::Otlp => "otlp",
        #[cfg(shared_corpus)]
        Schemas::Googleapis => "googleapis",
    }
}

#[test]
fn agrees_with_python() {
    let Some(peer) = Peer::start() else { return };
    let peer = Mutex::new(peer);
    for_all(&subjects::all(), 25, TIDY, |case| compare(&mut peer.lock().expect("no panic"), case));
}

fn compare(peer: &mut Peer, case: &Case) {
    let subject = case.subject;
    let [ours, _] = (subject.to_json)(&case.bytes);
    let text = ours.as_deref().unwrap_or("{}").as_bytes();
    let request = [pool(subject.schemas).as_bytes(), subject.name.as_bytes(), &case.bytes, text];
    let [of_ours, theirs, of_theirs] = peer.ask(request);
    // The message is unknown there, or has the largest `float`, of which the peer refuses even the
    // text that it writes itself.
    if of_ours.as_ref().is_err_and(|error| error == "?" || error.contains("Float value too")) {
        return;
    }
    if let Ok(text) = &ours {
        let read = (subject.from_json)(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let of_ours = of_ours.unwrap_or_else(|error| panic!("the peer: {error}\n{text}"));
        assert!((subject.equal)(&of_ours, &read), "the peer reads our JSON otherwise:\n{text}");
    }
    let (Ok(theirs), Ok(of_theirs)) = (theirs, of_theirs) else { return };
    let text = String::from_utf8(theirs).expect("JSON is text");
    let read = (subject.from_json)(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert!((subject.equal)(&of_theirs, &read), "we read the peer's JSON otherwise:\n{text}");
}
