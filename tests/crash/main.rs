//! Kills a process that publishes, again and again: what stands in the output is always one complete build.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use gongkai::publish::publish_files;
use sha2::{Digest, Sha256};

/// Names the output to the process that is to be killed.
const OUTPUT: &str = "GONGKAI_CRASH_OUTPUT";
const KILLS: u32 = 120;
const FOREIGN: (&str, &str) = (
    ".well-known/security.txt",
    "Contact: mailto:webmaster@example.gov.cn\n",
);

type Files = BTreeMap<String, Vec<u8>>;

/// Some hundred files; a third are the same in both editions, and each edition has some of its own.
fn edition(name: &str) -> Files {
    let own = if name == "甲" { 0..20 } else { 20..60 };
    let mut files: Files = (0..300usize)
        .map(|n| {
            let text = if n % 3 == 0 { "不变" } else { name };
            (
                format!("policy/{}/第{n}号.html", n % 12),
                text.repeat(n * 10).into_bytes(),
            )
        })
        .collect();
    files.extend(own.map(|n| {
        (
            format!("{name}/{n}/index.html"),
            name.repeat(50).into_bytes(),
        )
    }));
    files
}

/// The process that is killed. Does nothing unless the other test runs it.
#[test]
fn publishes_until_killed() {
    let Some(output) = std::env::var_os(OUTPUT) else {
        return;
    };
    let editions = [edition("甲"), edition("乙")];
    println!("\nready");
    // An end of its own, should nobody be left to kill it.
    let until = Instant::now() + Duration::from_secs(30);
    while Instant::now() < until {
        for files in &editions {
            publish_files(Path::new(&output), files).expect("published");
        }
    }
}

#[test]
fn whenever_it_is_killed_the_output_is_one_complete_build() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("public");
    let editions = [edition("甲"), edition("乙")];
    let pace = pace_of(&folder.path().join("probe"), &editions);
    let (mut seen, mut cut_short) = ([0, 0], 0);
    for kill in 0..KILLS {
        // The first kills hit the first build (later and later, lest it never ends), the others any moment of two builds.
        let longest = if output.exists() {
            pace * 2
        } else {
            pace * (20 + kill) / 20
        };
        run_and_kill(&output, longest.mul_f64(fraction(kill)));
        if work_folder_is_left(folder.path()) {
            cut_short += 1;
        }
        if !output.exists() {
            assert_eq!(seen, [0, 0], "kill {kill}: a site was there and is gone");
            continue;
        }
        let site = read(&output, kill);
        let which = editions.iter().position(|files| *files == site);
        seen[which
            .unwrap_or_else(|| panic!("kill {kill}: neither build, but {} files", site.len()))] +=
            1;
        let foreign = output.join(FOREIGN.0);
        if seen.iter().sum::<u32>() == 1 {
            fs::create_dir_all(foreign.parent().expect("a folder")).expect("a folder");
            fs::write(&foreign, FOREIGN.1).expect("a file");
        }
        assert_eq!(
            fs::read_to_string(&foreign).expect("kept"),
            FOREIGN.1,
            "kill {kill}"
        );
    }
    println!("{seen:?} of the two builds, {cut_short} of {KILLS} cut short");
    assert!(
        seen[0] > 0 && seen[1] > 0,
        "both builds were seen: {seen:?}"
    );
    assert!(
        cut_short > KILLS / 4,
        "the kills hit builds at work: {cut_short}"
    );

    publish_files(&output, &editions[0]).expect("published");
    assert_eq!(read(&output, KILLS), editions[0]);
    assert!(
        !work_folder_is_left(folder.path()),
        "the next build clears what the killed ones left"
    );
}

/// How long a build takes.
fn pace_of(output: &Path, editions: &[Files; 2]) -> Duration {
    publish_files(output, &editions[0]).expect("published");
    let start = Instant::now();
    publish_files(output, &editions[1]).expect("published");
    start.elapsed()
}

fn run_and_kill(output: &Path, after: Duration) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "publishes_until_killed", "--nocapture"])
        .env(OUTPUT, output)
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    assert!(
        lines.map_while(Result::ok).any(|line| line == "ready"),
        "it began"
    );
    std::thread::sleep(after);
    child.kill().expect("killed");
    assert_eq!(
        child.wait().expect("gone").code(),
        None,
        "it published without an error until it was killed"
    );
}

/// A number from 0 to 1, another at every run.
fn fraction(kill: u32) -> f64 {
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |now| now.subsec_nanos());
    let mixed = (u64::from(now) ^ u64::from(kill).wrapping_mul(0x9E37_79B9_7F4A_7C15))
        .wrapping_mul(0xD6E8_FEB8_6659_FD93)
        >> 48;
    f64::from(u32::try_from(mixed).unwrap_or(0)) / 65536.0
}

fn work_folder_is_left(folder: &Path) -> bool {
    folder.join(".public-gongkai").exists()
}

/// The files of the site, after a look at whether its own manifest tells the truth about all of them.
fn read(output: &Path, kill: u32) -> Files {
    let manifest = fs::read(output.join("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let mut files = Files::new();
    walk(output, "", &mut files);
    files.remove("manifest.json");
    files.remove(FOREIGN.0);
    let listed = manifest["files"].as_array().expect("files");
    assert_eq!(
        listed.len(),
        files.len(),
        "kill {kill}: files that are not listed, or are not there"
    );
    for entry in listed {
        let path = entry["path"].as_str().expect("a path");
        let bytes = files
            .get(path)
            .unwrap_or_else(|| panic!("kill {kill}: {path} is missing"));
        let sum = hexadecimal(&Sha256::digest(bytes));
        assert_eq!(entry["sha256"], sum, "kill {kill}: {path}");
        assert_eq!(entry["length"], bytes.len(), "kill {kill}: {path}");
    }
    files
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

fn walk(folder: &Path, below: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type().expect("a kind").is_dir() {
            walk(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, fs::read(entry.path()).expect("a file"));
        }
    }
}
