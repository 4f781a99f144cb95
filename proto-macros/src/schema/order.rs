//! Imports before importers.

/// The result of [`imports_first`].
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) files: Vec<usize>,
    /// Imports that lead back to their importer: the way from the imported file to the importer.
    pub(super) cycles: Vec<Vec<usize>>,
}

/// Sorts files by their imports, which are given as indexes; otherwise the order stays.
pub(super) fn imports_first(imports: &[Vec<usize>]) -> Order {
    let mut order = Order::default();
    let mut states = vec![State::New; imports.len()];
    // A stack of its own: import chains can be longer than the stack of a thread allows.
    let mut way: Vec<(usize, std::slice::Iter<usize>)> = Vec::new();
    for start in 0..imports.len() {
        if states[start] == State::New {
            states[start] = State::Open;
            way.push((start, imports[start].iter()));
        }
        while let Some((file, rest)) = way.last_mut() {
            let file = *file;
            match rest.next() {
                None => {
                    states[file] = State::Done;
                    order.files.push(file);
                    way.pop();
                }
                Some(&import) if states[import] == State::New => {
                    states[import] = State::Open;
                    way.push((import, imports[import].iter()));
                }
                Some(&import) if states[import] == State::Open => {
                    let open = way.iter().map(|(file, _)| *file);
                    order.cycles.push(open.skip_while(|file| *file != import).collect());
                }
                Some(_) => {}
            }
        }
    }
    order
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_come_first() {
        let order = imports_first(&[vec![2], vec![0, 2], vec![3], vec![]]);
        assert_eq!(order.files, [3, 2, 0, 1]);
        assert!(order.cycles.is_empty());
    }

    #[test]
    fn cycles_are_found() {
        let order = imports_first(&[vec![1], vec![2], vec![1], vec![3]]);
        assert_eq!(order.cycles, [vec![1, 2], vec![3]]);
        assert_eq!(order.files.len(), 4);
    }

    #[test]
    fn chains_can_be_long() {
        let imports: Vec<Vec<usize>> = (0..100_000).map(|file| vec![file + 1]).collect();
        let order = imports_first(&[imports, vec![vec![]]].concat());
        assert_eq!(order.files.first(), Some(&100_000));
    }
}
