use super::*;

fn file(kind: Kind, count: u32, body: &[u8]) -> Vec<u8> {
    [kind.header(count), body.to_vec()].concat()
}

fn read(kind: Kind, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    Idx::open("f", kind, bytes)
        .and_then(Idx::read)
        .map_err(|e| e.fault)
}

#[test]
fn a_sound_file_gives_its_body_unchanged() {
    let pictures: Vec<u8> = (0..3 * PIXELS).map(|i| i as u8).collect();
    assert_eq!(
        read(Kind::Images, &file(Kind::Images, 3, &pictures)),
        Ok(pictures)
    );
    assert_eq!(
        read(Kind::Labels, &file(Kind::Labels, 3, &[7, 0, 9])),
        Ok(vec![7, 0, 9])
    );
}

#[test]
fn the_header_is_the_one_lecun_published() {
    let images = [0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28];
    assert_eq!(Kind::Images.header(60_000), images);
    assert_eq!(Kind::Labels.header(10_000), [0, 0, 8, 1, 0, 0, 0x27, 0x10]);
}

#[test]
fn every_cut_of_a_file_is_a_fault() {
    let whole = file(Kind::Labels, 40, &[3; 40]);
    for cut in 0..whole.len() {
        assert!(read(Kind::Labels, &whole[..cut]).is_err(), "{cut} bytes");
    }
}

#[test]
fn a_header_that_lies_about_its_count_is_found_out_both_ways() {
    let bytes = file(Kind::Images, 2, &[0; 3 * PIXELS]);
    let found = 3 * PIXELS as u64;
    assert_eq!(
        read(Kind::Images, &bytes),
        Err(Fault::TooLong {
            kind: Kind::Images,
            said: 2,
            found
        })
    );
    let bytes = file(Kind::Images, u32::MAX, &[0; 3 * PIXELS]);
    let said = u32::MAX as usize;
    assert_eq!(
        read(Kind::Images, &bytes),
        Err(Fault::Truncated {
            kind: Kind::Images,
            said,
            found
        })
    );
}

#[test]
fn a_label_over_nine_is_named_with_its_place() {
    let bytes = file(Kind::Labels, 4, &[1, 9, 10, 2]);
    assert_eq!(
        read(Kind::Labels, &bytes),
        Err(Fault::Label {
            index: 2,
            label: 10
        })
    );
}

#[test]
fn other_sizes_none_at_all_and_other_files_are_refused() {
    let mut wide = file(Kind::Images, 1, &[0; PIXELS]);
    wide[15] = 32;
    assert_eq!(
        read(Kind::Images, &wide),
        Err(Fault::Shape {
            rows: 28,
            columns: 32
        })
    );
    let empty = file(Kind::Labels, 0, &[]);
    assert_eq!(
        read(Kind::Labels, &empty),
        Err(Fault::Empty { kind: Kind::Labels })
    );
    let labels = file(Kind::Labels, 1, &[5]);
    let magic = Fault::Magic {
        kind: Kind::Images,
        found: 2049,
    };
    assert_eq!(read(Kind::Images, &labels), Err(magic));
}
