package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.dashboard.view.Week;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page in every look: without a console message, a violation of WCAG 2.2 AA, or a request off the host. */
@NeedsBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesBrowserIT {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final Map<String, String> pages = new LinkedHashMap<>();
    private Browser browser;
    private RunningDashboard site;
    private RunningDashboard empty;
    private GitRepository shop;
    private GitRepository hostile;

    @BeforeAll
    @SuppressWarnings("NullAway.Init")
    void start(@TempDir Path work) throws IOException {
        browser = Browser.start();
        empty = new RunningDashboard(Clock.systemUTC());
        site = new RunningDashboard(Clock.systemUTC());
        Instant now = Instant.now();
        shop = ShopHistory.in(work.resolve("shop.git"), now);
        hostile = HostileHistory.in(work.resolve("hostile.git"), now);
        site.learning()
                .years(
                        site.read("acme/shop", shop.directory(), "https://github.com/acme/shop")
                                .id(),
                        shop.shas("main"),
                        4600);
        site.learning()
                .years(site.read("local/hostile", hostile.directory(), null).id(), hostile.shas("main"), 400);
        site.read("acme/gone", work.resolve("gone"), null);
        // Its history is being read for ever.
        site.read("acme/atlas", work.resolve("atlas"), null);
        site.execute(
                "update repository set state = 'mining', problem = null, mining_done = 12431, mining_total = 38590,"
                        + " mining_started_at = now() - interval '9 seconds' where name = 'acme/atlas'");
        String shopPage = "/dashboard/r/acme/shop";
        pages.put("overview", shopPage);
        pages.put("overview-all", "/dashboard");
        pages.put("commits", shopPage + "/commits");
        pages.put("commits-filtered", shopPage + "/commits?level=high&path=src%2Fmain&q=fix&from=now-90d");
        pages.put("commits-none", shopPage + "/commits?q=nothingofthekind");
        pages.put("commit", shopPage + "/commits/" + shop.shas("main").get(1));
        pages.put("commit-merge", shopPage + "/commits/" + merge());
        pages.put(
                "commit-branch",
                shopPage + "/commits/" + shop.shas("feature/gift-cards").get(0));
        pages.put("trust", shopPage + "/trust");
        pages.put("trust-riskiest", shopPage + "/trust/riskiest");
        pages.put("trust-riskiest-nothing", "/dashboard/r/acme/atlas/trust/riskiest?year=2019");
        pages.put("trust-all", "/dashboard/trust");
        pages.put("trust-not-measured", "/dashboard/r/acme/atlas/trust");
        pages.put("hostile-trust", "/dashboard/r/local/hostile/trust");
        pages.put("hostile", "/dashboard/r/local/hostile");
        site.execute("""
                insert into webhook_inbox (delivery_guid, body_sha256, event, body, state, action, full_name, attempts,
                    finished_at, note, last_error, next_run_at) values
                ('72d3162e-cc78-11e3-81ab-4c9367dc0958', '\\x01', 'push', '\\x00', 'done', null, 'acme/shop', 1, now(),
                    'read acme/shop', null, now()),
                ('2', '\\x02', 'star', null, 'done', 'created', 'acme/shop', 1, now(), 'not handled yet', null, now()),
                ('3', '\\x03', 'issues', '\\x00', 'waiting', 'opened', 'acme/shop', 3, null, null,
                    'IllegalStateException: GitHub said 500', now() + interval '20 seconds'),
                ('4', '\\x04', 'push', '\\x00', 'received', null, null, 0, null, null, null, now()),
                ('"><script>window.hacked=1</script>', '\\x05', 'push', '\\x00', 'dead', null,
                    '<img src=x onerror=window.hacked=1>', 10, now(), null, '<b onclick=x>not the JSON</b>', now())
                """);
        pages.put("deliveries", "/dashboard/deliveries");
        site.execute("insert into risk_report (repository_id, sha, kind, state, model_version, percentile, last_error)"
                + " select id, '\\x0123456789012345678901234567890123456789', 'check_run', 'set_aside', 1, 50,"
                + " '<b onclick=x>GitHub said 422</b>' from repository where name = 'acme/shop'");
        site.execute("insert into token_budget values (true, 5000, 4000, now() + interval '1 hour')");
        site.health();
        pages.put("health", "/dashboard/health");
        site.logs();
        pages.put("logs", "/dashboard/logs");
        site.origins();
        pages.put("services", "/dashboard/services");
        site.suspicions();
        pages.put("suspicions", "/dashboard/suspicions");
        site.patterns();
        pages.put("patterns", "/dashboard/patterns");
        UUID incident = site.incident();
        pages.put("incidents", "/dashboard/incidents");
        pages.put("incident", "/dashboard/incidents/" + incident);
        pages.put("incident-new", "/dashboard/incidents/new");
        pages.put("incident-edit", "/dashboard/incidents/edit?id=" + incident);
        site.metrics();
        pages.put("metrics", "/dashboard/metrics");
        pages.put("metrics-week", "/dashboard/metrics?service=till&environment=production&span=week");
        pages.put("logs-gone", "/dashboard/logs?trend=gone");
        site.deployment("acme/shop", shop.shas("main").get(3), shop.shas("main").get(0));
        pages.put("deployments", "/dashboard/deployments");
        pages.put("hotspots", "/dashboard/r/acme/shop/hotspots");
        pages.put("hotspots-path", "/dashboard/r/acme/shop/hotspots?path=src&days=all&limit=5");
        pages.put("hotspots-choose", "/dashboard/hotspots");
        pages.put("hostile-hotspots", "/dashboard/r/local/hostile/hotspots?days=all");
        pages.put(
                "digest",
                "/dashboard/r/acme/shop/digest/" + Week.of(Instant.now()).word());
        pages.put("digest-choose", "/dashboard/digest");
        pages.put("dora", "/dashboard/r/acme/shop/dora");
        pages.put("dora-choose", "/dashboard/dora");
        pages.put("deployment", "/dashboard/deployments/2");
        pages.put("deployment-healthy", "/dashboard/deployments/1");
        pages.put(
                "hostile-commit",
                "/dashboard/r/local/hostile/commits/" + hostile.shas("main").get(3));
    }

    @AfterAll
    void stop() {
        browser.close();
        site.close();
        empty.close();
    }

    @ParameterizedTest
    @EnumSource
    void every_page_is_clean(Look look) {
        browser.use(look);
        Map<String, String> titles = new HashMap<>();
        pages.forEach((name, path) -> {
            check(site, name, path, look);
            assertThat(titles.put(browser.driver().getTitle(), name))
                    .as("title of %s: %s", name, browser.driver().getTitle())
                    .isNull();
        });
        check(empty, "empty", "/dashboard", look);
        check(empty, "trust-empty", "/dashboard/trust", look);
        check(empty, "deliveries-empty", "/dashboard/deliveries", look);
        check(empty, "health-empty", "/dashboard/health", look);
        check(empty, "logs-empty", "/dashboard/logs", look);
        check(empty, "deployments-empty", "/dashboard/deployments", look);
        check(empty, "services-empty", "/dashboard/services", look);
        check(empty, "metrics-empty", "/dashboard/metrics", look);
    }

    /** Chromium writes the status of these on the console itself. */
    @ParameterizedTest
    @EnumSource
    void pages_of_errors_are_clean(Look look) {
        browser.use(look);
        Map.of(
                        "unknown", "/dashboard/commits/abcdef1",
                        "bad-value", "/dashboard/commits?level=hgh",
                        "no-such-page", "/dashboard/nowhere",
                        "unknown-repository", "/dashboard/r/acme/none")
                .forEach((name, path) -> {
                    open(site, path);
                    browser.screenshot(SCREENSHOTS.resolve(name + "-" + look.word() + ".png"));
                    assertThat(browser.violations()).as(name).isEmpty();
                    assertThat(browser.console()).as(name).allMatch(it -> it.contains("Failed to load resource"));
                    assertNoSidewaysScroll(name);
                });
    }

    /** The README shows it; copied to docs/images/overview.png by hand when the look changes. */
    @Test
    void picture_for_the_readme() {
        open(site, "/dashboard/r/acme/shop");
        browser.use(Look.LIGHT).until(driver -> browser.find("#live").getText().equals("Live"));
        browser.fold(SCREENSHOTS.resolve("readme.png"));
        assertThat(SCREENSHOTS.resolve("readme.png")).isNotEmptyFile();
    }

    @Test
    void hostile_text_does_nothing_but_stand_there() {
        browser.use(Look.LIGHT);
        for (String path : List.of(
                "/dashboard/r/local/hostile",
                "/dashboard/r/local/hostile/trust",
                "/dashboard/r/local/hostile/commits",
                "/dashboard/r/local/hostile/commits?branch=%3Cb%3Ebold%3C%2Fb%3E",
                "/dashboard/r/local/hostile/commits?q=%22%3E%3Cimg%20src%3Dx%20onerror%3D%22window.hacked%3D1%22%3E",
                "/dashboard/r/local/hostile/commits/" + hostile.shas("main").get(0),
                "/dashboard/r/local/hostile/commits/" + hostile.shas("main").get(4),
                "/dashboard/r/local/hostile/commits/" + hostile.shas("main").get(5),
                "/dashboard/health",
                "/dashboard/logs",
                "/dashboard/services",
                "/dashboard/metrics",
                "/dashboard/deliveries")) {
            open(site, path);
            assertThat(browser.driver().executeScript("return window.hacked === undefined"))
                    .as(path)
                    .isEqualTo(true);
            assertThat(browser.all("main img, main script, main [onmouseover], main b[onclick]"))
                    .as(path)
                    .isEmpty();
        }
        open(site, "/dashboard/r/local/hostile/commits");
        assertThat(browser.find("#commits").getText())
                .contains(HostileHistory.SCRIPT, "Approved [U+202E]txt.exe[U+202C] by [U+2066]nobody[U+2069]")
                .contains("[U+0007]", "xxxx…");
    }

    @Test
    void pages_are_complete_without_scripts() {
        browser.use(Look.LIGHT).scripts(false);
        try {
            browser.open(URI.create(site.address() + "/dashboard/r/acme/shop"));
            assertThat(browser.find("#recent").getText()).contains("Move order totals into migration 0042", "High");
            assertThat(browser.find("#live").getText()).isEqualTo("Refresh");
            browser.find(".nav [data-key='g t']").click();
            assertThat(browser.find(".lead-sentence").getText()).contains("the riskiest tenth held");
            browser.find("#gains-table summary").click();
            assertThat(browser.find("#gains-table").getText()).contains("Lines changed", "100 %");
            browser.find(".judged .row-link").click();
            assertThat(browser.find(".became").getText()).contains("This commit was");
            browser.find(".nav [data-key='g o']").click();
            browser.find("#recent .more").click();
            assertThat(browser.find("h1").getText()).isEqualTo("Commits");
            browser.find(".search input").sendKeys("gift\n");
            browser.until(driver -> browser.find("#commits").getText().contains("No commit matches"));
            browser.find(".icon").click();
            assertThat(browser.find("html").getDomAttribute("data-theme")).isEqualTo("light");
            browser.driver().manage().deleteAllCookies();
        } finally {
            browser.scripts(true);
        }
    }

    private void check(RunningDashboard on, String name, String path, Look look) {
        open(on, path);
        browser.screenshot(SCREENSHOTS.resolve(name + "-" + look.word() + ".png"));
        assertThat(browser.violations()).as(name).isEmpty();
        assertThat(browser.console()).as(name).isEmpty();
        assertThat(browser.requests()).as(name).isNotEmpty().allMatch(it -> it.startsWith(on.address() + "/"));
        assertNoSidewaysScroll(name);
    }

    private void open(RunningDashboard on, String path) {
        // The page before is live: what it still asks for is not this one's.
        browser.open(URI.create("about:blank"));
        browser.console();
        browser.requests();
        browser.open(URI.create(on.address() + path));
        browser.until(driver -> browser.number("document.readyState === 'complete' ? 1 : 0") == 1);
    }

    private void assertNoSidewaysScroll(String name) {
        assertThat(browser.number("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("sideways scroll of %s", name)
                .isZero();
    }

    private String merge() {
        return shop.merges("main").get(0);
    }
}
