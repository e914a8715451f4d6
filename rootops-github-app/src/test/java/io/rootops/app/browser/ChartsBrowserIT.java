package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.engine.Announcements.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Each chart is drawn from the table beside it, with nothing that the page does not allow. */
@NeedsBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartsBrowserIT {
    private static final String DEPLOYMENT = "/dashboard/deployments/2";
    private static final String METRICS = "/dashboard/metrics?service=till&environment=production";
    private static final String LOGS = "/dashboard/logs?service=till";

    private Browser browser;
    private RunningDashboard site;

    @BeforeAll
    @SuppressWarnings("NullAway.Init")
    void start(@TempDir Path work) throws IOException {
        browser = Browser.start();
        site = new RunningDashboard(Clock.systemUTC());
        GitRepository shop = ShopHistory.in(work.resolve("shop.git"), Instant.now());
        site.read("acme/shop", shop.directory(), "https://github.com/acme/shop");
        site.logs();
        site.metrics();
        site.deployment("acme/shop", shop.shas("main").get(3), shop.shas("main").get(0));
        site.execute("insert into log_source (name, service_label) values ('loki', 'app')");
        site.execute("update deployment_watch set service = 'till'");
        site.execute("update service set loki_at = now() where name = 'till'");
        // Long enough ago for the look after an hour to be among what is drawn.
        site.execute("update deployment_watch set begun_at = begun_at - interval '15 minutes',"
                + " serving_at = serving_at - interval '10 minutes' where id = 2");
    }

    @AfterAll
    void stop() {
        browser.close();
        site.close();
    }

    @ParameterizedTest
    @EnumSource
    void each_chart_is_drawn_and_tells_its_numbers(Look look) {
        browser.use(look);
        for (String page : List.of(DEPLOYMENT, METRICS, METRICS + "&span=week", LOGS)) {
            open(page);

            assertThat(browser.number("document.querySelectorAll('[data-chart]').length"))
                    .as(page)
                    .isOne();
            assertThat(browser.number("document.querySelectorAll('.plot svg path').length"))
                    .as(page)
                    .isGreaterThan(10);
            assertThat(browser.find(".plot [role=img], .plot[role=img]").getDomAttribute("aria-label"))
                    .as(page)
                    .startsWith(page.equals(LOGS) ? "Errors that till logged" : "What was measured of till");
            String shown = page.equals(LOGS) ? "Error lines: " : "Requests: ";
            assertThat(texts()).as(page).noneMatch(it -> it.contains(shown));

            pointAt(plot());

            browser.until(driver -> texts().stream().anyMatch(it -> it.contains(shown)));
            assertThat(browser.console()).as(page).isEmpty();
            assertThat(browser.violations()).as(page).isEmpty();
            assertThat(browser.number("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("sideways scroll of " + page)
                    .isZero();
        }
    }

    @Test
    void the_deployment_is_marked() {
        browser.use(Look.LIGHT);
        open(DEPLOYMENT);

        assertThat(texts()).contains("Requests", "Errors", "Latency", "CPU", "Memory", "Error lines", "serves", "60′");
        assertThat(browser.find("#timeline").getText())
                .contains("Deployment began", "The new version serves", "Looked at after 60 minutes: regressed");
    }

    @Test
    void the_deployments_of_the_service_are_marked_and_named() {
        browser.use(Look.LIGHT);
        open(METRICS);
        assertThat(texts()).contains("v1.4").doesNotContain("v1.3");

        open(METRICS + "&span=week");

        assertThat(texts()).contains("v1.3", "v1.4");
        browser.find("#chart-table summary").click();
        assertThat(browser.all("#chart-table [data-mark]"))
                .extracting(WebElement::getText)
                .satisfiesExactly(
                        it -> assertThat(it).endsWith(" v1.3"),
                        it -> assertThat(it).endsWith(" v1.4"));
        browser.find("#chart-table tbody tr:last-child [data-mark]").click();
        browser.until(driver -> browser.find("h1").getText().equals("v1.4"));
    }

    @Test
    void another_theme_is_drawn_anew() {
        browser.use(Look.LIGHT);
        open(METRICS);
        String light = colours();

        browser.use(Look.DARK);

        browser.until(driver -> !colours().equals(light));
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void a_chart_is_drawn_anew_with_its_part_and_stays_with_one_that_is_the_same() {
        browser.use(Look.LIGHT);
        site.execute(
                "update deployment_watch set due_at = now() + interval '1 hour', state = 'regressed' where id = 2");
        open(DEPLOYMENT);
        browser.until(driver -> browser.find("#live").getText().equals("Live"));
        browser.driver().executeScript("document.querySelector('.plot').dataset.seen = 'yes'");
        site.execute("update deployment_watch set note = 'Something to say' where id = 2");

        site.events().changed(Part.DEPLOYMENTS);

        browser.until(driver -> browser.find("#deployment").getText().contains("Something to say"));
        browser.until(
                driver -> browser.number("document.querySelectorAll('.plot:not([data-seen]) svg path').length") > 10);
        assertThat(browser.all(".plot")).hasSize(1);
        assertThat(browser.console()).isEmpty();
        site.execute("update deployment_watch set note = null, due_at = null where id = 2");
    }

    @Test
    void all_numbers_are_there_without_scripts() {
        browser.use(Look.LIGHT).scripts(false);
        try {
            browser.open(URI.create(site.address() + DEPLOYMENT));
            browser.find("#around-table summary").click();
            assertThat(browser.find("#around-table thead").getText()).contains("Requests", "usually", "Error lines");
            assertThat(browser.all("#around-table tbody tr")).hasSizeBetween(40, 62);
            assertThat(browser.find("#around-table tbody tr:last-child").getText())
                    .contains("/s", "ms", "GB", " to ", " %");
            assertThat(browser.find("[aria-labelledby=h-errors]").getText())
                    .contains("no till <*> for order <*>", "new", "gone", "as before");
            assertThat(browser.find(".chart .elsewhere").getDomAttribute("href"))
                    .startsWith("https://grafana.example.com/explore?");
            assertThat(browser.find("[aria-labelledby=h-look-60] .elsewhere").getText())
                    .contains("Grafana");
            assertThat(browser.all("[aria-labelledby=h-look-60] .reasons .elsewhere"))
                    .extracting(it -> it.getDomAttribute("href"))
                    .satisfiesExactly(
                            it -> assertThat(it).contains("%22loki%22", "till", "order"),
                            it -> assertThat(it).contains("%22loki%22", "till").doesNotContain("order"));
            browser.find(".switches a:not([aria-current])").click();
            assertThat(browser.find("#h-around").getText()).contains("mailer in production");
        } finally {
            browser.scripts(true);
        }
    }

    @Test
    void logs_that_were_not_read_are_not_drawn_as_none() {
        browser.use(Look.LIGHT);
        site.execute("update log_source set complete_at = complete_at - interval '2 hours'");
        try {
            for (String page : List.of(DEPLOYMENT, LOGS)) {
                open(page);
                assertThat(browser.driver()
                                .executeScript("const table = document.querySelector('figure.chart table');"
                                        + "const names = [...table.tHead.rows[0].cells].map((it) => it.textContent);"
                                        + "const last = [...table.tBodies[0].rows].pop();"
                                        + "return last.cells[names.indexOf('Error lines')].hasAttribute('data-v')"))
                        .as(page)
                        .isEqualTo(false);
            }
        } finally {
            site.execute("update log_source set complete_at = complete_at + interval '2 hours'");
        }
    }

    /** In the first of the lines: between them there is nothing to tell. */
    private void pointAt(WebElement plot) {
        browser.driver().executeScript("arguments[0].scrollIntoView()", plot);
        String corner = "document.querySelector('.plot').getBoundingClientRect()";
        new Actions(browser.driver())
                .moveToLocation((int) browser.number("Math.round(" + corner + ".left + 200)"), (int)
                        browser.number("Math.round(" + corner + ".top + 90)"))
                .perform();
    }

    private WebElement plot() {
        return browser.find(".plot");
    }

    private List<String> texts() {
        return browser.all(".plot svg text").stream()
                .map(it -> String.valueOf(it.getDomProperty("textContent")))
                .toList();
    }

    private String colours() {
        return String.valueOf(
                browser.driver()
                        .executeScript(
                                "return [...document.querySelectorAll('.plot svg text')].map((it) => it.getAttribute('fill')).join()"));
    }

    private void open(String path) {
        browser.open(URI.create("about:blank"));
        browser.console();
        browser.open(URI.create(site.address() + path));
        browser.until(driver -> browser.number("document.querySelectorAll('.plot svg').length") > 0);
    }
}
