//! Where the preview listens. In: a host and a port. Out: a socket at it, or at the next free port.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs as _};

use super::address::Hosts;
use super::{Console, Error};
use crate::source::io_words;

/// How many ports behind a taken one are tried.
const TRIED: u16 = 100;

/// Where to listen.
#[derive(Debug, Clone)]
pub(crate) struct Bind {
    /// An address or a name of this computer.
    pub(crate) host: String,
    /// The port; 0 lets the system choose.
    pub(crate) port: u16,
}

/// An open door.
pub(super) struct Port {
    pub(super) listener: TcpListener,
    pub(super) hosts: Hosts,
    /// What to type into a browser.
    pub(super) shown: String,
}

/// Opens the port, or the next that is free.
pub(super) fn bind(told: &Bind, console: &dyn Console) -> Result<Port, Error> {
    let fail = |cause| Error::Listen {
        address: format!("{}:{}", told.host, told.port),
        cause,
    };
    let address = (told.host.as_str(), told.port)
        .to_socket_addrs()
        .and_then(|mut all| all.next().ok_or_else(|| io::ErrorKind::NotFound.into()))
        .map_err(fail)?;
    let listener = first_free(address).map_err(fail)?;
    listener.set_nonblocking(true).map_err(fail)?;
    let bound = listener.local_addr().map_err(fail)?;
    if told.port != 0 && bound.port() != told.port {
        console.port_taken(told.port, bound.port());
    }
    Ok(Port {
        listener,
        hosts: Hosts::of(bound.ip(), &told.host),
        shown: shown(bound),
    })
}

fn first_free(address: SocketAddr) -> io::Result<TcpListener> {
    let mut last = io::ErrorKind::AddrInUse.into();
    for port in address.port()..=address.port().saturating_add(TRIED) {
        match TcpListener::bind((address.ip(), port)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = error,
            done => return done,
        }
    }
    Err(last)
}

/// An address that stands for all of this computer's is none that a browser can go to.
fn shown(bound: SocketAddr) -> String {
    let port = bound.port();
    match bound.ip() {
        ip if ip.is_unspecified() => format!("http://127.0.0.1:{port}/"),
        IpAddr::V4(ip) => format!("http://{ip}:{port}/"),
        IpAddr::V6(ip) => format!("http://[{ip}]:{port}/"),
    }
}

/// Why a port cannot be had, in Chinese.
pub(super) fn words(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::AddrInUse => {
            format!("这个端口和它后面的 {TRIED} 个端口都已被占用，用 --port 换一个")
        }
        io::ErrorKind::AddrNotAvailable | io::ErrorKind::NotFound => {
            "本机没有这个地址，--host 写本机的 IP 地址".to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "没有权限；1024 以下的端口要管理员才能用，用 --port 换一个".to_owned()
        }
        // The standard library has no kind for a name that no address answers to.
        _ if cause.to_string().contains("lookup address") => {
            "没有这个地址，--host 写本机的 IP 地址".to_owned()
        }
        _ => io_words(cause),
    }
}
