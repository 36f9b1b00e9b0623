use super::*;
use crate::dataset::catalog::{FASHION_IMAGES, FASHION_LABELS, PENGUINS};
use std::os::unix::fs::{FileExt, symlink};
use std::thread;

/// The file of a folder, as another process would come to it.
fn shared(folder: &Path, file: &'static Embedded) -> Result<&'static [u8], Unshared> {
    Folder::open(folder)?.map(file)
}

fn at(folder: &Path, file: &Embedded) -> PathBuf {
    folder.join(name(file))
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn who_comes_first_makes_the_file_and_the_next_maps_the_same_one() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = shared(folder.path(), &FASHION_IMAGES).unwrap();
    assert_eq!(bytes, FASHION_IMAGES.unpacked().unwrap());
    let file = at(folder.path(), &FASHION_IMAGES);
    let made = fs::metadata(&file).unwrap();
    assert_eq!(made.mode() & 0o777, 0o444);
    assert_eq!(shared(folder.path(), &FASHION_IMAGES).unwrap(), bytes);
    assert_eq!(fs::metadata(&file).unwrap().ino(), made.ino());
}

#[test]
fn ten_at_once_make_one_file_and_leave_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    thread::scope(|scope| {
        for _ in 0..10 {
            scope.spawn(|| shared(folder.path(), &FASHION_LABELS).unwrap());
        }
    });
    let mut left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, [name(&FASHION_LABELS), "lock".to_owned()]);
}

#[test]
fn what_is_not_what_it_should_be_is_made_anew() {
    let content = PENGUINS.unpacked().unwrap();
    let spoil: [fn(&Path, &[u8]); 6] = [
        |file, whole| fs::write(file, &whole[..100]).unwrap(),
        |file, whole| {
            let mut other = whole.to_vec();
            other[7] ^= 1;
            fs::write(file, other).unwrap();
        },
        |file, whole| {
            let elsewhere = file.with_extension("elsewhere");
            fs::write(&elsewhere, whole).unwrap();
            symlink(elsewhere, file).unwrap();
        },
        |file, whole| {
            fs::write(file, whole).unwrap();
            mode(file, 0o666);
        },
        |file, _| symlink("/dev/zero", file).unwrap(),
        |file, _| {
            let kind = rustix::fs::FileType::Fifo;
            rustix::fs::mknodat(rustix::fs::CWD, file, kind, Mode::RUSR, 0).unwrap();
        },
    ];
    for (nth, spoil) in spoil.into_iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let file = at(folder.path(), &PENGUINS);
        spoil(&file, &content);
        assert_eq!(shared(folder.path(), &PENGUINS).unwrap(), content, "{nth}");
        let made = fs::symlink_metadata(&file).unwrap();
        assert!(made.is_file() && made.mode() & 0o777 == 0o444, "{nth}");
        assert_eq!(fs::read(&file).unwrap(), content, "{nth}");
    }
}

#[test]
fn a_folder_that_others_may_write_to_is_not_used() {
    let folder = tempfile::tempdir().unwrap();
    for open in [0o770, 0o707, 0o777] {
        mode(folder.path(), open);
        let refused = shared(folder.path(), &PENGUINS).unwrap_err();
        assert!(
            matches!(refused, Unshared::Mode(found) if found == open),
            "{refused}"
        );
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_belongs_to_somebody_else_is_neither_used_nor_touched() {
    // A stranger's file can be made by root alone; elsewhere the rule is read off the owner.
    let folder = tempfile::tempdir().unwrap();
    let stranger = std::os::unix::fs::chown(folder.path(), Some(4711), None);
    if stranger.is_err() {
        return;
    }
    let refused = shared(folder.path(), &PENGUINS).unwrap_err();
    assert!(matches!(refused, Unshared::Owner(4711)), "{refused}");
    std::os::unix::fs::chown(folder.path(), Some(0), None).unwrap();
    let file = at(folder.path(), &PENGUINS);
    fs::write(&file, PENGUINS.unpacked().unwrap()).unwrap();
    std::os::unix::fs::chown(&file, Some(4711), None).unwrap();
    let folder = Folder::open(folder.path()).unwrap();
    let refused = folder.sound(&PENGUINS).unwrap_err();
    assert!(matches!(refused, Unshared::Owner(4711)), "{refused}");
}

#[test]
fn where_no_folder_can_be_there_is_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(shared(&file, &PENGUINS), Err(Unshared::Kind)));
    assert!(shared(&file.join("below"), &PENGUINS).is_err());
    // A folder in the place of the file cannot be replaced by one.
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(at(place.path(), &PENGUINS)).unwrap();
    assert!(shared(place.path(), &PENGUINS).is_err());
}

#[test]
fn a_file_that_is_cut_short_under_a_reader_is_whole_to_the_reader() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = shared(folder.path(), &FASHION_IMAGES).unwrap();
    let whole = FASHION_IMAGES.unpacked().unwrap();
    let file = at(folder.path(), &FASHION_IMAGES);
    // At the edge of a page, and everything.
    for left in [40_960, 0] {
        mode(&file, 0o644);
        File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_len(left)
            .unwrap();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert!(bytes == whole));
            }
        });
    }
    // The next to come finds it wrong and makes it anew.
    let again = shared(folder.path(), &FASHION_IMAGES).unwrap();
    assert!(again == whole);
    let mut byte = [0];
    File::open(&file)
        .unwrap()
        .read_exact_at(&mut byte, 50_000)
        .unwrap();
    assert_eq!(byte[0], whole[50_000]);
}
