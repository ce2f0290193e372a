use std::io::Cursor;

use super::*;

fn world(stdin: &[u8]) -> World {
    World { stdin: Box::new(Cursor::new(stdin.to_vec())), ..World::plain() }
}

fn refused(read: anyhow::Result<Vec<u8>>) -> String {
    format!("{:#}", read.expect_err("refused"))
}

#[test]
fn what_is_read_is_read_to_its_end_and_no_further_than_was_said() {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join("five");
    std::fs::write(&path, "12345").unwrap();
    for (path, stdin) in [(&*path, ""), (Path::new("-"), "12345")] {
        let read = |most| world(stdin.as_bytes()).read(path, most);
        assert_eq!(read(5).unwrap(), b"12345");
        assert!(refused(read(4)).contains(": larger than 0 MiB"));
    }
    assert!(refused(world(b"12345").read(Path::new("-"), 4)).starts_with(STDIN));
}

#[cfg(unix)]
#[test]
fn what_has_no_end_is_given_up() {
    let told = refused(world(b"").read(Path::new("/dev/zero"), 1 << 20));
    assert_eq!(told, "/dev/zero: larger than 1 MiB, which is the most that is read");
}

#[cfg(target_os = "linux")]
mod pipes {
    use std::io::Write;
    use std::path::PathBuf;
    use std::thread;
    use std::time::{Duration, Instant};

    use rustix::fs::{CWD, Mode, mkfifoat};

    use super::*;

    fn fifo(room: &tempfile::TempDir) -> PathBuf {
        let path = room.path().join("pipe");
        mkfifoat(CWD, &path, Mode::RUSR | Mode::WUSR).unwrap();
        path
    }

    #[test]
    fn a_pipe_into_which_nobody_writes_is_not_waited_for_without_end() {
        let room = tempfile::tempdir().unwrap();
        let start = Instant::now();
        let told = refused(world(b"").read(&fifo(&room), 9));
        assert!(told.contains("nobody writes into this pipe"), "{told}");
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn a_writer_may_come_late_and_take_its_time() {
        let room = tempfile::tempdir().unwrap();
        let path = fifo(&room);
        let writer = thread::spawn({
            let path = path.clone();
            move || {
                thread::sleep(Duration::from_millis(200));
                let mut pipe = File::options().write(true).open(path).unwrap();
                pipe.write_all(b"12").unwrap();
                thread::sleep(Duration::from_millis(200));
                pipe.write_all(b"345").unwrap();
            }
        });
        assert_eq!(world(b"").read(&path, 9).unwrap(), b"12345");
        writer.join().unwrap();
    }
}
