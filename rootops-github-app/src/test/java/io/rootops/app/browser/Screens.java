package io.rootops.app.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** Pictures of the pages, for whoever works on their look. Not a test. */
final class Screens {
    private Screens() {}

    public static void main(String[] args) throws IOException {
        Path to = Path.of(args[0]);
        Path work = Files.createTempDirectory("screens");
        Instant now = Instant.now();
        try (Browser browser = Browser.start();
                RunningDashboard full = new RunningDashboard(Clock.systemUTC());
                RunningDashboard empty = new RunningDashboard(Clock.systemUTC())) {
            GitRepository shop = ShopHistory.in(work.resolve("shop.git"), now);
            full.read("acme/shop", shop.directory(), "https://github.com/acme/shop");
            String sha = shop.shas("main").get(1);
            String merge = shop.shas("main").stream().skip(20).findFirst().orElseThrow();
            for (Look look : Look.values()) {
                browser.use(look);
                shot(browser, full, "/dashboard/r/acme/shop", to, "overview", look);
                shot(browser, full, "/dashboard/r/acme/shop/commits", to, "commits", look);
                shot(
                        browser,
                        full,
                        "/dashboard/r/acme/shop/commits?level=high&path=src/main&q=fix",
                        to,
                        "filtered",
                        look);
                shot(browser, full, "/dashboard/r/acme/shop/commits/" + sha, to, "commit", look);
                shot(browser, full, "/dashboard/commits/abcdef1", to, "unknown", look);
                shot(browser, empty, "/dashboard", to, "empty", look);
            }
            shot(browser.use(Look.LIGHT), full, "/dashboard/r/acme/shop/commits/" + merge, to, "other", Look.LIGHT);
            GitRepository hostile = HostileHistory.in(work.resolve("hostile.git"), now);
            full.read("local/hostile", hostile.directory(), null);
            full.read("acme/gone", work.resolve("gone"), null);
            full.execute(
                    "update repository set state = 'mining', mining_done = 12431, mining_total = 38590,"
                            + " mining_started_at = now() - interval '9 seconds', last_mined_at = null where name = 'acme/shop'");
            full.execute("update commit_memory set provisional = true where id in (select id from commit_memory where"
                    + " percentile is not null order by committed_at desc limit 12)");
            for (Look look : Look.values()) {
                browser.use(look);
                shot(browser, full, "/dashboard", to, "first-run", look);
                shot(browser, full, "/dashboard/r/local/hostile", to, "hostile", look);
                shot(
                        browser,
                        full,
                        "/dashboard/r/local/hostile/commits/"
                                + hostile.shas("main").get(2),
                        to,
                        "hostile-commit",
                        look);
            }
        }
    }

    private static void shot(Browser browser, RunningDashboard site, String path, Path to, String name, Look look) {
        browser.open(URI.create(site.address() + path));
        browser.screenshot(to.resolve(name + "-" + look.word() + ".png"));
        browser.console().forEach(it -> System.err.println(name + " " + look + ": " + it));
    }
}
