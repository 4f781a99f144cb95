//! Packages that are written to be measured.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::library::{Library, project};

/// A package of its own, outside of the workspace.
pub(crate) struct Package {
    /// The folder with its `Cargo.toml`.
    pub(crate) folder: PathBuf,
}

/// The folder for everything that is made here.
pub(crate) fn work() -> Result<PathBuf> {
    let program = env::current_exe()?;
    let target = program.ancestors().nth(2).ok_or("the program is in no target folder")?;
    Ok(target.join("costs"))
}

impl Package {
    /// Writes a package with an empty library that depends on what a library's types need.
    ///
    /// `settings` are more lines of its manifest.
    pub(crate) fn with_types(name: &str, library: Library, settings: &str) -> Result<Self> {
        let dependencies = library.dependencies();
        Self::new(name, &format!("[dependencies]\n{dependencies}{settings}"))
    }

    /// Writes a package with an empty library.
    pub(crate) fn new(name: &str, manifest: &str) -> Result<Self> {
        let folder = work()?.join("packages").join(name);
        fs::create_dir_all(folder.join("src"))?;
        let head = "[package]\nname = \"user\"\nedition = \"2024\"\n[workspace]\n";
        fs::write(folder.join("Cargo.toml"), format!("{head}{manifest}"))?;
        // The versions that the project is measured with.
        fs::copy(project().join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let package = Package { folder };
        package.write("src/lib.rs", "")?;
        Ok(package)
    }

    /// Writes a file of it.
    pub(crate) fn write(&self, file: impl AsRef<Path>, text: &str) -> Result<()> {
        Ok(fs::write(self.folder.join(file), text)?)
    }
}
