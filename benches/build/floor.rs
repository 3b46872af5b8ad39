//! The floor: a plain parallel loop that writes the same files with the same bytes.
//! In: a finished output. Out: a line of figures on standard output. Reading is not timed; folders are made first, then files.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustix::time::{ClockId, clock_gettime};

/// From where, to where.
#[derive(Debug, clap::Args)]
pub(crate) struct Settings {
    /// A finished output
    #[arg(long)]
    from: PathBuf,
    /// A folder that does not exist
    #[arg(long)]
    to: PathBuf,
    /// Count the files that hold this string, in any case of letters
    #[arg(long)]
    canary: Option<String>,
}

/// What the floor took and what it wrote.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Floor {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
    pub(crate) files: usize,
    pub(crate) folders: usize,
    pub(crate) bytes: usize,
    /// Files with a canary.
    pub(crate) leaks: usize,
}

struct File {
    path: PathBuf,
    bytes: Vec<u8>,
}

/// Reads, writes, prints: nanoseconds of wall and CPU, files, folders, bytes, files with a canary.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    let mut paths = Vec::new();
    let mut folders = BTreeSet::from([PathBuf::new()]);
    walk(&settings.from, Path::new(""), &mut paths, &mut folders)?;
    let read = |path: PathBuf| {
        Ok(File {
            bytes: fs::read(settings.from.join(&path))?,
            path,
        })
    };
    let files = paths
        .into_par_iter()
        .map(read)
        .collect::<io::Result<Vec<File>>>()?;
    let leaks = settings.canary.as_deref().map_or(0, |canary| {
        files.par_iter().filter(|file| holds(file, canary)).count()
    });

    let start = (Instant::now(), cpu());
    for folder in &folders {
        fs::create_dir(settings.to.join(folder))?;
    }
    files
        .par_iter()
        .try_for_each(|file| fs::write(settings.to.join(&file.path), &file.bytes))?;
    let (wall, cpu) = (start.0.elapsed(), cpu().saturating_sub(start.1));

    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    println!(
        "{} {} {} {} {bytes} {leaks}",
        wall.as_nanos(),
        cpu.as_nanos(),
        files.len(),
        folders.len()
    );
    Ok(())
}

/// Reads the line that [`run`] prints.
pub(crate) fn parse(line: &str) -> io::Result<Floor> {
    let fields: Vec<u64> = line
        .split_whitespace()
        .filter_map(|field| field.parse().ok())
        .collect();
    let [wall, cpu, files, folders, bytes, leaks] = fields[..] else {
        return Err(io::Error::other(format!("the floor printed {line:?}")));
    };
    let size = |number: u64| usize::try_from(number).map_err(io::Error::other);
    Ok(Floor {
        wall: Duration::from_nanos(wall),
        cpu: Duration::from_nanos(cpu),
        files: size(files)?,
        folders: size(folders)?,
        bytes: size(bytes)?,
        leaks: size(leaks)?,
    })
}

/// CPU time of this process so far.
fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or(0),
        u32::try_from(time.tv_nsec).unwrap_or(0),
    )
}

fn walk(
    root: &Path,
    folder: &Path,
    paths: &mut Vec<PathBuf>,
    folders: &mut BTreeSet<PathBuf>,
) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            folders.insert(path.clone());
            walk(root, &path, paths, folders)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

fn holds(file: &File, canary: &str) -> bool {
    let name = file.path.to_string_lossy().to_ascii_lowercase();
    name.contains(canary)
        || file
            .bytes
            .windows(canary.len())
            .any(|part| part.eq_ignore_ascii_case(canary.as_bytes()))
}
