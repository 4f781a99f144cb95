//! Google's Python protobuf as a peer, in a process of its own.
//!
//! `BUFFA_PYTHON` names a Python that has the package `protobuf`; without it there is no peer.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};

/// A script of the folder `python` that answers requests.
#[derive(Debug)]
pub struct Python(Child);

impl Python {
    /// Starts a script, or says that `what` is not done for want of a Python.
    ///
    /// # Panics
    /// The Python that is named does not start.
    pub fn start(
        script: &str,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
        what: &str,
    ) -> Option<Self> {
        let Some(python) = std::env::var_os("BUFFA_PYTHON") else {
            eprintln!("BUFFA_PYTHON is not set: {what} not compared with Google's");
            return None;
        };
        let child = Command::new(python)
            .arg(format!("{}/python/{script}", env!("CARGO_MANIFEST_DIR")))
            .args(arguments)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        Some(Python(child.expect("the Python that BUFFA_PYTHON names starts")))
    }

    /// Sends the parts of a request and waits for as many parts of an answer as the script gives.
    ///
    /// # Panics
    /// The script has ended.
    pub fn ask<const N: usize>(&mut self, request: &[&[u8]]) -> [Result<Vec<u8>, String>; N] {
        let input = self.0.stdin.as_mut().expect("piped");
        for part in request {
            input.write_all(&(part.len() as u32).to_le_bytes()).expect("the peer lives");
            input.write_all(part).expect("the peer lives");
        }
        input.flush().expect("the peer lives");
        [(); N].map(|()| self.answer())
    }

    /// The next part of an answer: what was made, or why it was not.
    fn answer(&mut self) -> Result<Vec<u8>, String> {
        let output = self.0.stdout.as_mut().expect("piped");
        let mut len = [0; 4];
        output.read_exact(&mut len).expect("the peer answers");
        let mut part = vec![0; u32::from_le_bytes(len) as usize];
        output.read_exact(&mut part).expect("the peer answers");
        match part.split_first() {
            Some((b'=', content)) => Ok(content.to_vec()),
            _ => Err(String::from_utf8_lossy(&part).into_owned()),
        }
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}
