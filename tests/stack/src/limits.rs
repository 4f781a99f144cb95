//! Operations on threads with small stacks.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};

use crate::operations;
use crate::subject::{Brim, Deep, Pod, SHAPES, Strict, Subject, Wide};

/// The sizes of stacks that are tried, in KiB. The first one is enough where nothing else is said
/// below.
const SIZES: [usize; 6] = [512, 1024, 2048, 4096, 8192, 16_384];

/// The stack of a thread for all that is not measured, in KiB.
const LARGE: usize = 256 * 1024;

const SUBJECTS: [&str; 4] = ["Pod", "Brim", "Strict", "Wide"];

/// So many KiB in bytes, or as many times that as AddressSanitizer asks for, which makes each frame
/// larger.
pub(crate) fn kib(count: usize) -> usize {
    let times =
        std::env::var("BUFFA_STACK_TIMES").map_or(1, |times| times.parse().expect("a number"));
    count * 1024 * times
}

pub(crate) fn on_stack<T: Send + 'static>(
    size: usize,
    f: impl FnOnce() -> T + Send + 'static,
) -> T {
    let thread = std::thread::Builder::new().stack_size(size).spawn(f).expect("a thread");
    thread.join().expect("no panic")
}

/// Not a test by itself: what a process of its own runs.
#[test]
fn child() {
    let Ok(job) = std::env::var("BUFFA_STACK_TEST") else { return };
    let words: Vec<&str> = job.split('|').collect();
    let [subject, shape, size, operations] = words[..] else { panic!("four words: {job}") };
    let run = match subject {
        "Wide" => run::<Wide>,
        "Brim" => run::<Brim>,
        "Pod" => run::<Pod>,
        "Strict" => run::<Strict>,
        other => panic!("no subject {other}"),
    };
    run(shape, kib(size.parse().expect("a number")), &operations.split(';').collect::<Vec<_>>());
}

/// Runs operations, and says how each of them ended.
fn run<M: Subject>(shape: &str, size: usize, names: &[&str]) {
    let shape = shape.to_string();
    let operations = on_stack(kib(LARGE), move || {
        let deep: &'static Deep<M> = Box::leak(Box::new(Deep::new(&shape)));
        deep.agrees();
        operations::all(deep)
    });
    for (name, operation) in operations {
        if names.contains(&name) {
            println!("\nstarts:{name}");
            on_stack(size, operation);
            println!("\nends:{name}");
        }
    }
}

/// What names the operations.
static NAMED: LazyLock<Deep<Brim>> = LazyLock::new(|| Deep::new("single"));

/// The names of all operations.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    on_stack(kib(LARGE), || {
        operations::all(&*NAMED).iter().map(|(name, _)| name.to_string()).collect()
    })
});

/// How a process ended that ran operations one after another.
struct Run {
    fit: Vec<String>,
    /// The one that ended the process.
    overflowed: Option<String>,
}

fn attempt(subject: &str, shape: &str, size: usize, operations: &[String]) -> Run {
    let output = Command::new(std::env::current_exe().expect("has a path"))
        .args(["--exact", "limits::child", "--test-threads", "1", "--nocapture"])
        // What is not measured is left where it is.
        .env("ASAN_OPTIONS", "detect_leaks=0")
        .env("BUFFA_STACK_TEST", format!("{subject}|{shape}|{size}|{}", operations.join(";")))
        .output()
        .expect("runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = |word: &'static str| {
        text.lines().filter_map(move |line| line.strip_prefix(word)).map(str::to_string)
    };
    let (fit, started): (Vec<_>, Vec<_>) = (lines("ends:").collect(), lines("starts:").collect());
    let overflowed = started.last().filter(|last| fit.last() != Some(last)).cloned();
    // A panic is a mistake of another kind, and nothing of the stack.
    let told = String::from_utf8_lossy(&output.stderr);
    let overflow = ["overflow", "DEADLYSIGNAL"].iter().any(|word| told.contains(word))
        && !told.contains("panicked");
    let well = output.status.success() && !started.is_empty() && overflowed.is_none();
    assert!(well || overflow, "{subject} in {shape}: {text}\n{told}");
    assert!(well || overflowed.is_some(), "{subject} in {shape}: what is not measured: {told}");
    Run { fit, overflowed }
}

/// How many KiB each operation needs, of the sizes that are tried; `None` where none of them is enough.
fn needs(subject: &str, shape: &str, sizes: &[usize]) -> Vec<(String, Option<usize>)> {
    let mut found = Vec::new();
    let mut left: Vec<_> = NAMES.clone();
    for &size in sizes {
        let mut overflowed: Vec<String> = Vec::new();
        while !left.is_empty() {
            let run = attempt(subject, shape, size, &left);
            left.retain(|name| !run.fit.contains(name) && run.overflowed.as_ref() != Some(name));
            found.extend(run.fit.into_iter().map(|name| (name, Some(size))));
            overflowed.extend(run.overflowed);
        }
        left = overflowed;
    }
    found.extend(left.into_iter().map(|name| (name, None)));
    found
}

/// What takes more than the first of the sizes without optimisation, where every value of a function
/// has a place of its own, and in which shapes: in others it does not.
struct More {
    subjects: &'static [&'static str],
    operations: &'static [&'static str],
    shapes: &'static [&'static str],
    /// KiB.
    limit: usize,
}

/// The shapes with a function more for each level.
const MANY: &[&str] = &["list", "map", "groups"];

const MORE: &[More] = &[
    // A reader or writer of JSON is one function for all kinds of values.
    More { subjects: &SUBJECTS, operations: JSON_IN, shapes: &SHAPES, limit: 1024 },
    More { subjects: &SUBJECTS, operations: JSON_IN, shapes: MANY, limit: 2048 },
    More { subjects: &SUBJECTS, operations: &["JSON out", "view JSON"], shapes: MANY, limit: 1024 },
    More { subjects: &SUBJECTS, operations: SERDE, shapes: &["map"], limit: 1024 },
    // What is not large is copied by the list.
    More {
        subjects: &["Pod", "Brim"],
        operations: &["clone", "merge of a mask"],
        shapes: &["list", "groups"],
        limit: 1024,
    },
    More { subjects: &SUBJECTS, operations: REGISTERED, shapes: &["extension"], limit: 1024 },
    // Each of the many fields takes some of the stack.
    More { subjects: &["Wide"], operations: DECODE, shapes: &SHAPES, limit: 2048 },
    More { subjects: &["Wide"], operations: REGISTERED, shapes: &SHAPES, limit: 2048 },
];

const JSON_IN: &[&str] = &["JSON in", "JSON in, required"];

const SERDE: &[&str] = &["serde in", "serde out", "serde of a view"];

const REGISTERED: &[&str] = &["decode with a registry", "view with a registry"];

const DECODE: &[&str] = &[
    "decode",
    "decode, required",
    "merge",
    "merge of a mask",
    "view",
    "view, required",
    "view that owns",
    "view to owned",
];

/// What an operation may take, in KiB.
fn limit(subject: &str, operation: &str, shape: &str) -> usize {
    let more = MORE.iter().filter(|more| {
        env!("BUFFA_OPT_LEVEL") == "0"
            && more.subjects.contains(&subject)
            && more.operations.contains(&operation)
            && more.shapes.contains(&shape)
    });
    more.map(|more| more.limit).max().unwrap_or(SIZES[0])
}

fn each(f: impl Fn(&str, &str) + Sync) {
    let jobs: Vec<_> =
        SUBJECTS.iter().flat_map(|subject| SHAPES.map(|shape| (*subject, shape))).collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((subject, shape)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    f(subject, shape);
                }
            });
        }
    });
}

#[test]
fn wide_messages_at_the_recursion_limit() {
    let too_much = Mutex::new(Vec::new());
    each(|subject, shape| {
        for (operation, size) in needs(subject, shape, &SIZES) {
            let limit = limit(subject, &operation, shape);
            if size.is_none_or(|size| size > limit) {
                too_much.lock().expect("no panic").push((
                    subject.to_string(),
                    operation,
                    shape.to_string(),
                    size,
                ));
            }
        }
    });
    let too_much = too_much.into_inner().expect("no panic");
    assert!(too_much.is_empty(), "{too_much:#?}");
}

/// Prints what the table above is made from.
#[test]
#[ignore = "nothing to assert"]
fn report() {
    let sizes: Vec<_> = [64, 128, 256].into_iter().chain(SIZES).collect();
    let lines = Mutex::new(Vec::new());
    each(|subject, shape| {
        for (operation, size) in needs(subject, shape, &sizes) {
            let size = size.map_or("more".to_string(), |size| size.to_string());
            lines
                .lock()
                .expect("no panic")
                .push(format!("{subject:8}{operation:24}{shape:14}{size:>6}"));
        }
    });
    let mut lines = lines.into_inner().expect("no panic");
    lines.sort();
    println!("{}", lines.join("\n"));
}
