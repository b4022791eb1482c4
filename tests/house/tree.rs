//! Reading a folder of source into the list of files which the law judges.

use std::fs;
use std::path::Path;

/// A tree as the law sees it: a path relative to the folder, with `/`, and the file's text.
pub(crate) type Tree = Vec<(String, String)>;

/// The crate's `src`.
pub(crate) fn source() -> Tree {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// The files of this very test.
pub(crate) fn own() -> Tree {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut tree = read(&tests.join("house"));
    let entry = fs::read_to_string(tests.join("house.rs")).expect("the test's own source stands in tests");
    tree.push(("house.rs".to_owned(), entry));
    tree
}

/// Every `.rs` file below `root`, in the order of their paths.
pub(crate) fn read(root: &Path) -> Tree {
    let mut tree = Tree::new();
    gather(root, "", &mut tree);
    tree.sort();
    tree
}

fn gather(folder: &Path, prefix: &str, tree: &mut Tree) {
    let entries = fs::read_dir(folder).unwrap_or_else(|err| panic!("cannot list {}: {err}", folder.display()));
    for entry in entries {
        let path = entry.unwrap_or_else(|err| panic!("cannot list {}: {err}", folder.display())).path();
        let name = path.file_name().expect("a listed entry has a name").to_string_lossy().into_owned();
        if path.is_dir() {
            gather(&path, &format!("{prefix}{name}/"), tree);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(&path).unwrap_or_else(|err| panic!("cannot read {}: {err}", path.display()));
            tree.push((format!("{prefix}{name}"), text));
        }
    }
}

/// A real folder on disk is read the way the planted trees are written.
#[test]
fn a_folder_becomes_a_tree() {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    fs::create_dir_all(home.path().join("net/wire")).expect("a folder can be made in a temporary one");
    for (path, text) in [("net/wire/frame.rs", "//! B.\n"), ("lib.rs", "//! A.\n"), ("net/notes.txt", "no\n")] {
        fs::write(home.path().join(path), text).expect("a file can be written in a temporary folder");
    }
    let expected = [("lib.rs", "//! A.\n"), ("net/wire/frame.rs", "//! B.\n")];
    assert_eq!(read(home.path()), expected.map(|(path, text)| (path.to_owned(), text.to_owned())));
}
