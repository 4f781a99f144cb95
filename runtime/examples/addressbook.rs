//! An address book in a file.
//!
//! ```text
//! cargo run -p buffa --example addressbook                                # a demonstration
//! cargo run -p buffa --example addressbook -- FILE add NAME [EMAIL [PHONE…]]
//! cargo run -p buffa --example addressbook -- FILE list
//! cargo run -p buffa --example addressbook -- FILE print [ID]
//! ```
//!
//! Changing the book works on owned messages, `list` on views that borrow from the file's bytes.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use buffa::{Message, MessageView};

buffa::include_protos!("proto/addressbook.proto");

use tutorial::person::{Avatar, PhoneNumber};
use tutorial::{Address, AddressBook, AddressBookView, Person, PhoneType};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "usage: addressbook [FILE (add NAME [EMAIL [PHONE...]] | list | print [ID])]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        [] => demonstrate(),
        [file, "add", name, rest @ ..] => add(Path::new(file), person(name, rest)),
        [file, "list"] => list(Path::new(file)),
        [file, "print"] => print(Path::new(file), None),
        [file, "print", id] => match id.parse() {
            Ok(id) => print(Path::new(file), Some(id)),
            Err(_) => Err(format!("{id:?} is not an id").into()),
        },
        _ => Err(USAGE.into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Creates a book in the folder for temporary files, lists it and prints it.
fn demonstrate() -> Result<()> {
    let file = Scratch(std::env::temp_dir().join(format!("buffa-{}.book", std::process::id())));
    let mut ada = person("Ada Lovelace", &["ada@example.org", "+44 20 0000 0001"]);
    ada.address = Address {
        street: "12 St James's Square".into(),
        city: "London".into(),
        ..Default::default()
    }
    .into();
    ada.notes.insert("birthday".into(), "10 December".into());
    ada.avatar = Some(Avatar::AvatarUrl("https://example.org/ada.png".into()));

    println!("# adding two people to {}", file.0.display());
    add(&file.0, ada)?;
    add(&file.0, person("Charles Babbage", &[]))?;
    println!("\n# listing them");
    list(&file.0)?;
    println!("\n# printing the book");
    print(&file.0, None)
}

/// A file that is deleted at the end of the demonstration.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn person(name: &str, rest: &[&str]) -> Person {
    Person {
        name: name.into(),
        email: rest.first().map(|email| email.to_string()),
        phones: rest.iter().skip(1).map(|number| phone(number)).collect(),
        ..Default::default()
    }
}

fn phone(number: &str) -> PhoneNumber {
    PhoneNumber {
        number: number.into(),
        r#type: PhoneType::PHONE_TYPE_MOBILE.into(),
        ..Default::default()
    }
}

/// Adds `person` to the book, under the next free id.
fn add(file: &Path, mut person: Person) -> Result<()> {
    let mut book = match std::fs::exists(file)? {
        true => AddressBook::decode_from_slice(&read(file)?)?,
        false => AddressBook::default(),
    };
    person.id = book.people.iter().map(|person| person.id).max().unwrap_or(0) + 1;
    println!("added {} as number {}", person.name, person.id);
    book.people.push(person);
    std::fs::write(file, book.encode_to_vec())?;
    Ok(())
}

/// One line per person. Nothing is copied out of `bytes`.
fn list(file: &Path) -> Result<()> {
    let bytes = read(file)?;
    let book = AddressBookView::decode_view(&bytes)?;
    for person in &book.people {
        let email = person.email.unwrap_or("no e-mail");
        println!("{:>4}  {}  <{email}>", person.id, person.name);
        for phone in &person.phones {
            println!("      {} ({})", phone.number, kind(phone.r#type.known_or_default()));
        }
    }
    println!("{} people, {} bytes", book.people.len(), bytes.len());
    Ok(())
}

fn kind(kind: PhoneType) -> &'static str {
    match kind {
        PhoneType::PHONE_TYPE_MOBILE => "mobile",
        PhoneType::PHONE_TYPE_HOME => "home",
        PhoneType::PHONE_TYPE_WORK => "work",
        PhoneType::PHONE_TYPE_UNSPECIFIED => "?",
    }
}

/// All fields of one person, or of all.
fn print(file: &Path, id: Option<i32>) -> Result<()> {
    let book = AddressBook::decode_from_slice(&read(file)?)?;
    let Some(id) = id else {
        println!("{book:#?}");
        return Ok(());
    };
    let person = book.people.iter().find(|person| person.id == id);
    println!("{:#?}", person.ok_or_else(|| format!("nobody has the id {id}"))?);
    Ok(())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()).into())
}
