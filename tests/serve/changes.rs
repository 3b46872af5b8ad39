//! What is saved is shown: edits, new and removed files, folders, configuration, theme. Each result is compared with a build.

use std::fs;

use crate::client::encode;
use crate::preview::Preview;
use crate::support::SiteTest;

const ARGUMENTS: [&str; 1] = ["--watch"];

fn document(title: &str, body: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\ndated = 2026-05-08\npublished = 2026-05-11\nopenness = \"public\"\n+++\n{body}\n"
    )
}

fn site() -> SiteTest {
    let site = SiteTest::from_text("");
    site.edit(
        "content/policy/2026/a.md",
        &document("关于防汛的通知", "加强值守。"),
    );
    site.edit(
        "content/policy/2026/b.md",
        &document("关于供暖的通知", "按时供暖。"),
    );
    site
}

/// Every page of the preview is that of a build from what lies in the portal now.
#[track_caller]
fn expect_as_built(preview: &Preview, site: &SiteTest) {
    let build = site.build();
    build.expect_status(0);
    for (path, bytes) in build.output_files() {
        let answer = preview.get(&encode(&path));
        assert!(
            answer.status == 200 && answer.body == bytes,
            "{path}: {}",
            answer.text()
        );
    }
    fs::remove_dir_all(build.folder()).expect("the output is removed");
}

#[test]
fn 改正文和标题() {
    let site = site();
    let preview = Preview::start(&site.root(), &ARGUMENTS);
    site.edit(
        "content/policy/2026/a.md",
        &document("关于防汛的通知", "全力抢险。"),
    );
    preview.wait_for_text("/policy/2026/a.html", "全力抢险");
    site.edit(
        "content/policy/2026/a.md",
        &document("关于做好防汛工作的通知", "全力抢险。"),
    );
    preview.wait_for_text("/policy/2026/a.html", "关于做好防汛工作的通知");
    preview.get("/policy/").expect(200);
    assert!(
        preview
            .get("/policy/")
            .text()
            .contains("关于做好防汛工作的通知")
    );
    preview.wait_for_words("已更新: content/policy/2026/a.md，");
    expect_as_built(&preview, &site);
}

#[test]
fn 增加和删除文件() {
    let site = site();
    let preview = Preview::start(&site.root(), &ARGUMENTS);
    preview.get("/policy/2026/c.html").expect(404);
    site.edit(
        "content/policy/2026/c.md",
        &document("关于抗旱的通知", "节约用水。"),
    );
    preview.wait_for_text("/policy/2026/c.html", "节约用水");
    site.remove("content/policy/2026/b.md");
    preview.wait_for("/policy/2026/b.html", |answer| answer.status == 404);
    assert!(!preview.get("/policy/").text().contains("供暖"));
    expect_as_built(&preview, &site);
}

#[test]
fn 新文件夹里的文件() {
    let site = site();
    let preview = Preview::start(&site.root(), &ARGUMENTS);
    site.edit(
        "content/policy/2027/新/c.md",
        &document("关于抗旱的通知", "节约用水。"),
    );
    preview.wait_for_text("/policy/2027/%E6%96%B0/c.html", "节约用水");
    // The new folders are watched as well.
    site.edit(
        "content/policy/2027/新/c.md",
        &document("关于抗旱的通知", "调水。"),
    );
    preview.wait_for_text("/policy/2027/%E6%96%B0/c.html", "调水");
    expect_as_built(&preview, &site);
}

#[test]
fn 文件夹改名和移走() {
    let site = site();
    let preview = Preview::start(&site.root(), &ARGUMENTS);
    let root = site.root();
    fs::rename(
        root.join("content/policy/2026"),
        root.join("content/policy/2025"),
    )
    .expect("renamed");
    preview.wait_for_text("/policy/2025/a.html", "加强值守");
    preview.wait_for("/policy/2026/a.html", |answer| answer.status == 404);
    site.edit(
        "content/policy/2025/a.md",
        &document("关于防汛的通知", "改名以后。"),
    );
    preview.wait_for_text("/policy/2025/a.html", "改名以后");
    fs::rename(root.join("content/policy/2025"), site.beside("elsewhere")).expect("moved away");
    preview.wait_for("/policy/2025/a.html", |answer| answer.status == 404);
    fs::rename(site.beside("elsewhere"), root.join("content/policy/2024")).expect("moved back");
    preview.wait_for_text("/policy/2024/a.html", "改名以后");
    expect_as_built(&preview, &site);
}

#[test]
fn 附件变化() {
    let site = site();
    site.edit(
        "content/policy/2026/d/index.md",
        &document("关于预算的通知", "见附件。"),
    );
    site.write("content/policy/2026/d/表.csv", b"1,2");
    let preview = Preview::start(&site.root(), &ARGUMENTS);
    let target = "/policy/2026/d/%E8%A1%A8.csv";
    assert_eq!(preview.get(target).text(), "1,2");
    site.write("content/policy/2026/d/表.csv", b"1,2,3");
    preview.wait_for_text(target, "1,2,3");
    site.write("content/policy/2026/d/图.png", b"png");
    preview.wait_for("/policy/2026/d/%E5%9B%BE.png", |answer| {
        answer.status == 200
    });
    site.remove("content/policy/2026/d/表.csv");
    preview.wait_for("/policy/2026/d/", |answer| {
        !answer.text().contains("表.csv")
    });
    preview.get(target).expect(404);
    expect_as_built(&preview, &site);
}

#[test]
fn 配置和静态文件() {
    let site = site();
    let preview = Preview::start(&site.root(), &ARGUMENTS);
    let config = fs::read_to_string(site.root().join("config.toml")).expect("a config");
    site.edit(
        "config.toml",
        &config.replace("示例市应急管理局", "示例市应急局"),
    );
    site.edit(
        "content/agencies/yjj/policy/x.md",
        &document("应急通知", "正文。"),
    );
    preview.wait_for_text("/agencies/yjj/policy/x.html", "示例市应急局");
    // The folder was not there when watching began.
    site.write("static/a.txt", b"one");
    preview.wait_for_text("/a.txt", "one");
    site.write("static/a.txt", b"two");
    preview.wait_for_text("/a.txt", "two");
    expect_as_built(&preview, &site);
}

#[test]
fn 外观() {
    let site = site();
    let config = fs::read_to_string(site.root().join("config.toml")).expect("a config");
    let config = config.replacen(
        "agency = \"zfb\"\n",
        "agency = \"zfb\"\ntheme = \"wo\"\n",
        1,
    );
    site.edit("themes/wo/theme.toml", "[labels]\nsearch = \"搜索\"\n");
    site.edit("config.toml", &config);
    let preview = Preview::start(&site.root(), &ARGUMENTS);
    let home = preview.get("/");
    assert!(home.text().contains("搜索"));
    site.edit("themes/wo/theme.toml", "[labels]\nsearch = \"查找\"\n");
    preview.wait_for_text("/", "查找");
    let home = preview.get("/");
    site.edit("themes/wo/static/style.css", "body { color: #111111 }\n");
    preview.wait_for("/", |answer| answer.body != home.body);
    expect_as_built(&preview, &site);
}

#[test]
fn 内容文件夹整个换掉() {
    let site = site();
    let preview = Preview::start(&site.root(), &ARGUMENTS);
    let root = site.root();
    let fresh = site.beside("fresh");
    fs::create_dir_all(fresh.join("policy")).expect("a folder");
    fs::write(fresh.join("policy/z.md"), document("全新的通知", "换掉。")).expect("a file");
    fs::rename(root.join("content"), site.beside("old")).expect("moved away");
    fs::rename(&fresh, root.join("content")).expect("moved in");
    preview.wait_for_text("/policy/z.html", "换掉");
    preview.wait_for("/policy/2026/a.html", |answer| answer.status == 404);
    site.edit("content/policy/z.md", &document("全新的通知", "仍在监视。"));
    preview.wait_for_text("/policy/z.html", "仍在监视");
    expect_as_built(&preview, &site);
}

#[test]
fn 一千个文件一起变化只算一次() {
    let site = site();
    for number in 0..1000 {
        let text = document(&format!("第{number}号通知"), "旧的正文。");
        site.edit(&format!("content/policy/many/{number}.md"), &text);
    }
    let preview = Preview::start(&site.root(), &ARGUMENTS);
    preview.get("/policy/many/999.html").expect(200);
    let before = preview.updates();
    for number in 0..1000 {
        let text = document(&format!("第{number}号通知"), "新的正文。");
        site.edit(&format!("content/policy/many/{number}.md"), &text);
    }
    for number in [0, 500, 999] {
        preview.wait_for_text(&format!("/policy/many/{number}.html"), "新的正文");
    }
    preview.wait_for_words("等 1000 个文件，");
    assert_eq!(preview.updates(), before + 1, "{}", preview.said());
}

/// The kernel keeps so many events for a program that does not listen, and forgets the rest.
#[cfg(target_os = "linux")]
#[test]
fn 系统漏报的变化也不遗漏() {
    let limit = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").expect("a limit");
    let limit: usize = limit.trim().parse().expect("a number");
    if limit > 40_000 {
        println!("skipped: this system keeps {limit} events");
        return;
    }
    let site = site();
    let preview = Preview::start(&site.root(), &ARGUMENTS);
    preview.signal("STOP");
    // Each file makes four events: created, opened, written, closed.
    for number in 0..limit / 4 + 500 {
        site.write(&format!("static/{number}.txt"), b"x");
    }
    site.edit(
        "content/policy/2026/a.md",
        &document("关于防汛的通知", "全力抢险。"),
    );
    site.remove("content/policy/2026/b.md");
    preview.signal("CONT");
    preview.wait_for_text("/policy/2026/a.html", "全力抢险");
    preview.wait_for("/policy/2026/b.html", |answer| answer.status == 404);
    preview.wait_for("/4000.txt", |answer| answer.status == 200);
    site.edit(
        "content/policy/2026/a.md",
        &document("关于防汛的通知", "仍在监视。"),
    );
    preview.wait_for_text("/policy/2026/a.html", "仍在监视");
    // It does not go round and round, reading all because it read all.
    let updates = preview.updates();
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(preview.updates(), updates, "{}", preview.said());
}

/// A user namespace has limits of its own, which can be lowered without harm to anybody.
#[cfg(target_os = "linux")]
#[test]
fn 超过监视的个数时说明并且改为定时查看() {
    use std::process::{Command, Stdio};
    let script = "echo 3 > /proc/sys/user/max_inotify_watches && exec \"$@\"";
    let in_namespace = |program: &mut Command| {
        let mut outer = Command::new("unshare");
        outer
            .args(["-Ur", "sh", "-c", script, "sh"])
            .arg(program.get_program());
        outer.args(program.get_args());
        outer
    };
    let can = in_namespace(&mut Command::new("true"))
        .stderr(Stdio::null())
        .status();
    if !can.is_ok_and(|status| status.success()) {
        println!("skipped: no user namespaces here");
        return;
    }
    let site = site();
    let mut command = in_namespace(&mut crate::preview::command(&site.root(), &ARGUMENTS));
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let preview = Preview::of(command);
    let said = preview.wait_for_words("fs.inotify.max_user_watches=");
    assert!(said.contains("现在改为定时查看"), "{said}");
    site.edit(
        "content/policy/2026/a.md",
        &document("关于防汛的通知", "全力抢险。"),
    );
    preview.wait_for_text("/policy/2026/a.html", "全力抢险");
    site.edit(
        "content/policy/新的/c.md",
        &document("关于抗旱的通知", "节约用水。"),
    );
    preview.wait_for_text("/policy/%E6%96%B0%E7%9A%84/c.html", "节约用水");
}

#[test]
fn 定时查看() {
    let site = site();
    let preview = Preview::start(&site.root(), &["--watch", "--poll"]);
    site.edit(
        "content/policy/2026/a.md",
        &document("关于防汛的通知", "全力抢险。"),
    );
    preview.wait_for_text("/policy/2026/a.html", "全力抢险");
    site.edit(
        "content/policy/2026/c.md",
        &document("关于抗旱的通知", "节约用水。"),
    );
    preview.wait_for_text("/policy/2026/c.html", "节约用水");
    site.remove("content/policy/2026/b.md");
    preview.wait_for("/policy/2026/b.html", |answer| answer.status == 404);
    expect_as_built(&preview, &site);
}

#[test]
fn 不等待改动时网页不变() {
    let site = site();
    let preview = Preview::start(&site.root(), &[]);
    site.edit(
        "content/policy/2026/a.md",
        &document("关于防汛的通知", "全力抢险。"),
    );
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(
        preview
            .get("/policy/2026/a.html")
            .text()
            .contains("加强值守")
    );
}

#[test]
fn 生成网站时预览不受打扰() {
    let site = site();
    let preview = Preview::start(&site.root(), &ARGUMENTS);
    site.build().expect_status(0);
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(preview.updates(), 0, "{}", preview.said());
}
