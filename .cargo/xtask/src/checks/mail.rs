//! A mail server of its own for the tests: Postfix, with Dovecot to check passwords, on free ports of this machine
//! alone; gone with its mail afterwards.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::scratch;
use crate::failure::{At, Failure};
use crate::process;
use crate::setup;

const START_TIMEOUT: Duration = Duration::from_secs(30);
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);

/// The beginning of the folders' names; the process's id follows.
const FOLDER: &str = "switchboard-mail-";
/// Where Debian keeps what cannot be started by hand.
const MASTER: &str = "/usr/lib/postfix/sbin/master";
/// Whoever owns the mail: Postfix delivers as nobody special.
const OWNER: &str = "nobody";
/// The one password of everybody.
const PASSWORD: &str = "pw";

/// Names the folder to the tests: `server.json` in it says where to connect, `ca.pem` what to trust, and
/// letters arrive in `boxes/all/new`, each with its `Delivered-To`.
const VARIABLE: &str = "SWITCHBOARD_TEST_MAIL";

#[derive(Debug)]
pub(crate) struct Scratch {
    folder: PathBuf,
    servers: Vec<Child>,
}

/// The ports of one run.
#[derive(Debug, Clone, Copy)]
struct Ports {
    /// Begins in the clear, takes a password once it is private.
    submission: u16,
    /// Private from the first byte.
    tls: u16,
    /// In the clear, without a password.
    plain: u16,
    /// Where Postfix asks Dovecot about passwords.
    passwords: u16,
}

impl Scratch {
    /// What cannot start is told and keeps nothing else from being tested: the tests that need it fail, by name.
    pub(crate) fn try_start() -> Option<Self> {
        Self::start().inspect_err(|failure| eprintln!("WITHOUT A MAIL SERVER: {failure}")).ok()
    }

    fn start() -> Result<Self, Failure> {
        scratch::remove_left_behind(FOLDER);
        if !setup::is_root()? {
            return Err(Failure::Usage(
                "the mail tests start Postfix, which only root can: run `cargo xtask test` as root"
                    .into(),
            ));
        }
        let folder = std::env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
        fs::create_dir_all(&folder).at(&folder)?;
        let mut scratch = Self { folder, servers: Vec::new() };
        scratch.begin()?;
        Ok(scratch)
    }

    /// Tells a command's tests where it is.
    pub(crate) fn name_to(&self, command: &mut Command) {
        command.env(VARIABLE, &self.folder);
    }

    fn begin(&mut self) -> Result<(), Failure> {
        let ports = free_ports().at(&self.folder)?;
        prepare(&self.folder, ports)?;
        self.servers.push(dovecot(&self.folder)?);
        self.servers.push(postfix(&self.folder)?);
        for port in [ports.submission, ports.tls, ports.plain, ports.passwords] {
            self.wait_for(port)?;
        }
        Ok(())
    }

    fn wait_for(&mut self, port: u16) -> Result<(), Failure> {
        let start = Instant::now();
        while start.elapsed() < START_TIMEOUT {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(());
            }
            if self.servers.iter_mut().any(has_ended) {
                break;
            }
            std::thread::sleep(PAUSE);
        }
        let logs = ["postfix.log", "dovecot.log", "output"]
            .map(|name| fs::read_to_string(self.folder.join(name)).unwrap_or_default());
        Err(Failure::Usage(format!("the mail server does not start:\n{}", logs.join("\n"))))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for server in &mut self.servers {
            process::works(Command::new("kill").args(["-TERM", &server.id().to_string()]));
        }
        let start = Instant::now();
        while !self.servers.iter_mut().all(has_ended) && start.elapsed() < STOP_TIMEOUT {
            std::thread::sleep(PAUSE);
        }
        for server in &mut self.servers {
            let _ = server.kill();
            let _ = server.wait();
        }
        scratch::remove(&self.folder);
    }
}

fn has_ended(server: &mut Child) -> bool {
    !matches!(server.try_wait(), Ok(None))
}

/// Four ports nobody has; held together so that they differ.
fn free_ports() -> std::io::Result<Ports> {
    let free = || TcpListener::bind("127.0.0.1:0");
    let (a, b, c, d) = (free()?, free()?, free()?, free()?);
    let port = |held: &TcpListener| held.local_addr().map(|address| address.port());
    Ok(Ports { submission: port(&a)?, tls: port(&b)?, plain: port(&c)?, passwords: port(&d)? })
}

fn prepare(folder: &Path, ports: Ports) -> Result<(), Failure> {
    // Servers that are not root have to get through to their parts of it.
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).at(folder)?;
    for name in ["postfix", "queue", "data", "boxes", "dovecot"] {
        let path = folder.join(name);
        fs::create_dir_all(&path).at(&path)?;
    }
    own(folder, "data", "postfix")?;
    own(folder, "boxes", OWNER)?;
    certificate(folder)?;
    let place = folder.display().to_string();
    write(
        folder,
        "postfix/main.cf",
        &MAIN_CF
            .replace("@", &place)
            .replace("#P", &ports.passwords.to_string())
            .replace("#U", &id_of("-u")?)
            .replace("#G", &id_of("-g")?),
    )?;
    // In a file of its own: the dollar would be a variable in main.cf.
    write(folder, "postfix/boxes", BOXES)?;
    let master = MASTER_CF
        .replace("#S", &ports.submission.to_string())
        .replace("#T", &ports.tls.to_string())
        .replace("#C", &ports.plain.to_string());
    write(folder, "postfix/master.cf", &master)?;
    let dovecot = DOVECOT_CONF.replace("@", &place).replace("#P", &ports.passwords.to_string());
    write(folder, "dovecot.conf", &dovecot)?;
    let server = format!(
        "{{\"host\":\"localhost\",\"starttls\":{},\"tls\":{},\"plain\":{},\"password\":\"{PASSWORD}\"}}\n",
        ports.submission, ports.tls, ports.plain
    );
    write(folder, "server.json", &server)
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let path = folder.join(name);
    fs::write(&path, text).at(&path)
}

fn own(folder: &Path, name: &str, owner: &str) -> Result<(), Failure> {
    process::run(Command::new("chown").arg(owner).arg(folder.join(name)))
}

fn id_of(what: &str) -> Result<String, Failure> {
    Ok(process::read(Command::new("id").args([what, OWNER]))?.trim().to_owned())
}

/// Signed by itself and no authority: rustls takes no authority for a server.
fn certificate(folder: &Path) -> Result<(), Failure> {
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]);
    openssl.args(["-nodes", "-days", "2", "-subj", "/CN=localhost"]);
    openssl.args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]);
    openssl.args(["-addext", "basicConstraints=critical,CA:FALSE"]);
    openssl.arg("-keyout").arg(folder.join("key.pem")).arg("-out").arg(folder.join("ca.pem"));
    openssl.stderr(Stdio::null());
    process::run(&mut openssl)
}

fn dovecot(folder: &Path) -> Result<Child, Failure> {
    start(folder, system("dovecot").arg("-F").arg("-c").arg(folder.join("dovecot.conf")))
}

fn postfix(folder: &Path) -> Result<Child, Failure> {
    let settings = folder.join("postfix");
    // Makes the folders of the queue.
    let mut check = system("postfix");
    check.arg("-c").arg(&settings).arg("check").stderr(Stdio::null());
    process::run(&mut check)?;
    // In the foreground, so that it ends with us.
    start(
        folder,
        Command::new(MASTER).arg("-c").arg(&settings).arg("-d").env("MAIL_CONFIG", &settings),
    )
}

fn system(program: &str) -> Command {
    Command::new(setup::system_program(program).unwrap_or_else(|| program.into()))
}

fn start(folder: &Path, server: &mut Command) -> Result<Child, Failure> {
    let path = folder.join("output");
    let output = fs::File::options().create(true).append(true).open(&path).at(&path)?;
    let errors = output.try_clone().at(&path)?;
    server.current_dir(folder).stdin(Stdio::null()).stdout(output).stderr(errors);
    let command = server.get_program().to_string_lossy().into_owned();
    server.spawn().map_err(|source| Failure::Start { command, source })
}

/// `@` is the folder. Anybody at customer.test is known but `nobody`; nothing leaves this machine.
const MAIN_CF: &str = "\
compatibility_level = 3.6
queue_directory = @/queue
data_directory = @/data
maillog_file = @/postfix.log
maillog_file_prefixes = @
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.tea.test
mydestination =
mynetworks = 127.0.0.1/32
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
disable_dns_lookups = yes
smtp_host_lookup = native
default_transport = error:5.1.2 no such domain
virtual_mailbox_domains = customer.test
virtual_mailbox_maps = regexp:@/postfix/boxes
virtual_mailbox_base = @/boxes
virtual_uid_maps = static:#U
virtual_gid_maps = static:#G
virtual_minimum_uid = 1
recipient_delimiter = +
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:#P
smtpd_tls_cert_file = @/ca.pem
smtpd_tls_key_file = @/key.pem
smtpd_tls_security_level = may
smtpd_relay_restrictions = permit_sasl_authenticated, permit_mynetworks, reject_unauth_destination
in_flow_delay = 0
smtpd_error_sleep_time = 0
smtpd_client_connection_rate_limit = 0
anvil_rate_time_unit = 60s
biff = no
";

/// Whose letters are taken: everybody's, into one box, because Postfix substitutes nothing here.
const BOXES: &str = "\
if !/^nobody@/
/^[a-z0-9._-]+(\\+.*)?@customer\\.test$/ all/
endif
";

const MASTER_CF: &str = "\
127.0.0.1:#C inet n - n - - smtpd
127.0.0.1:#S inet n - n - - smtpd -o smtpd_tls_security_level=encrypt -o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject
127.0.0.1:#T inet n - n - - smtpd -o smtpd_tls_wrappermode=yes -o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
";

const DOVECOT_CONF: &str = "\
base_dir = @/dovecot
state_dir = @/dovecot
log_path = @/dovecot.log
protocols =
listen = 127.0.0.1
ssl = no
auth_mechanisms = plain login
disable_plaintext_auth = no
passdb {
  driver = static
  args = password=pw
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=/nonexistent
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = #P
  }
}
auth_failure_delay = 0
";
