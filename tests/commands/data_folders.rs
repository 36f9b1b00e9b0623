//! Where a set of digits is found in a folder, and what is said where it is not.

use std::fs;
use std::path::Path;

use crate::common::sets::{refusal, sound};
use handson::dataset::Mnist;

/// Moves every file of a set to what `name` makes of its own name, folders made on the way.
fn moved(folder: &Path, name: impl Fn(&str) -> String) {
    for (part, other) in [("train", "train"), ("t10k", "test")] {
        for kind in ["images-idx3-ubyte", "labels-idx1-ubyte"] {
            let to = folder.join(name(&format!("{other}-{kind}")).replace("MNIST", part));
            let from = folder.join(format!("{part}-{kind}"));
            let bytes = fs::read(&from).unwrap();
            fs::remove_file(from).unwrap();
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
    }
}

#[test]
fn a_set_is_found_where_its_download_leaves_it() {
    let plain = sound(3, 2);
    let expected = Mnist::in_folder(plain.path()).unwrap();
    for to in [
        // Mirrors that unpack into folders of the files' names.
        |name: &str| format!("{name}/{name}"),
        |name: &str| format!("{name}/{}", name.replace("-idx", ".idx")),
        // torchvision, EMNIST's archive, and their own names.
        |name: &str| format!("MNIST/raw/{name}").replace("MNIST/", "set/"),
        |name: &str| format!("raw/{name}"),
        |name: &str| format!("gzip/emnist-digits-{name}"),
        |name: &str| format!("qmnist-{name}"),
        |name: &str| format!("{}.idx", name.rsplit_once("-idx").unwrap().0),
        |name: &str| format!("{name}.idx"),
    ] {
        let folder = sound(3, 2);
        moved(folder.path(), to);
        let found = Mnist::in_folder(folder.path());
        let found = found.unwrap_or_else(|e| panic!("{}: {e}", to("x-idx3-ubyte")));
        assert!(found.train == expected.train && found.test == expected.test);
    }
}

#[test]
fn of_several_sets_one_is_named_after_the_folder() {
    let folder = sound(3, 2);
    moved(folder.path(), |name| format!("emnist-letters-{name}"));
    let other = sound(5, 4);
    for entry in fs::read_dir(other.path()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let to = format!("emnist-digits-{name}");
        fs::copy(other.path().join(&name), folder.path().join(to)).unwrap();
    }
    let said = refusal(folder.path());
    assert!(
        said.ends_with("the sets here are emnist-digits, emnist-letters: name one after the folder, as in DIR/emnist-digits"),
        "{said}"
    );
    for (set, sizes) in [("emnist-digits", (5, 4)), ("emnist-letters", (3, 2))] {
        let set = Mnist::in_folder(&folder.path().join(set)).unwrap();
        assert_eq!((set.train.len(), set.test.len()), sizes);
    }
    let said = refusal(&folder.path().join("emnist-byclass"));
    assert!(said.contains("there is no such folder"), "{said}");
}

#[test]
fn of_several_folders_one_is_to_be_named() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["MNIST", "FashionMNIST"] {
        let raw = folder.path().join(name).join("raw");
        fs::create_dir_all(&raw).unwrap();
        fs::write(raw.join("train-images-idx3-ubyte"), "").unwrap();
    }
    let said = refusal(folder.path());
    for name in ["FashionMNIST/raw, ", "MNIST/raw: name one of these"] {
        assert!(said.contains(name), "{said}");
    }
}

#[test]
fn a_folder_of_something_else_is_said_with_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let said = refusal(folder.path());
    assert!(said.ends_with("this folder holds nothing"), "{said}");
    for n in 0..20 {
        fs::write(folder.path().join(format!("mnist-{n:02}.npz\n")), "").unwrap();
    }
    // A folder of such a name, with nothing that fits.
    fs::create_dir(folder.path().join("train-images-idx3-ubyte")).unwrap();
    let said = refusal(folder.path());
    assert!(said.contains("this folder holds mnist-00.npz?, "), "{said}");
    assert!(
        said.ends_with(", 13 more") && !said.contains('\n'),
        "{said}"
    );
}
