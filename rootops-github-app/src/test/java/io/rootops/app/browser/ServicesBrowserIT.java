package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What people say of where services come from, with and without scripts. */
@NeedsBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicesBrowserIT {
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
        site.origins();
    }

    @AfterAll
    void stop() {
        browser.close();
        site.close();
    }

    @Test
    void aServiceIsChosenCorrectedAndUndoneWithoutScripts() {
        browser.use(Look.LIGHT).scripts(false);
        try {
            open();
            assertThat(row("till").getText()).contains("One of acme/till, ana/till", "Equally good");
            assertThat(row("odd").getText()).contains("Not known", "No verdict without a repository");
            assertThat(browser.find(".notice").getText()).contains("No verdict on a deployment goes by them");

            press("till comes from ana/till");
            assertThat(browser.find("[role=status]").getText()).contains("It is kept");
            assertThat(row("till").getText()).contains("ana/till", "High", "Somebody on this machine said so");

            row("till").findElement(By.tagName("summary")).click();
            row("till").findElement(By.name("repository")).sendKeys("acme/shop");
            row("till").findElement(By.name("path")).sendKeys("/src/main/");
            press("Keep the repository of till");
            assertThat(row("till").getText()).contains("acme/shop", "src/main");

            row("till").findElement(By.tagName("summary")).click();
            press("till comes from none of these");
            assertThat(row("till").getText()).contains("None of these", "No verdict goes by it");

            press("Undo what was said of till");
            assertThat(browser.find("[role=status]").getText()).contains("It is undone");
            assertThat(row("till").getText()).contains("One of acme/till, ana/till");
        } finally {
            browser.scripts(true);
        }
    }

    @Test
    void whatCannotBeUsedIsSaid() {
        browser.use(Look.LIGHT);
        open();
        row("outer").findElement(By.tagName("summary")).click();
        row("outer").findElement(By.name("repository")).sendKeys("acme/shop");
        row("outer").findElement(By.name("path")).sendKeys("no/such/place");
        press("Keep the repository of outer in production");
        assertThat(browser.find("main").getText()).contains("expected a directory of acme/shop");
        open();
        assertThat(row("outer").getText()).contains("None of these");
    }

    @Test
    void theLogsLeadToTheRepositoryOfAService() {
        browser.use(Look.LIGHT);
        browser.open(URI.create(site.address() + "/dashboard/logs"));
        assertThat(browser.find("main a[href='/dashboard/r/acme/shop']").getText())
                .isEqualTo("acme/shop");
        browser.find("main a[href='/dashboard/services?service=till']").click();
        assertThat(browser.find("h1").getText()).isEqualTo("Services");
        assertThat(browser.all("tbody tr")).hasSize(1);
    }

    private void open() {
        browser.open(URI.create(site.address() + "/dashboard/services"));
    }

    private WebElement row(String service) {
        List<? extends WebElement> rows = browser.all("tbody tr").stream()
                .filter(it -> it.findElement(By.tagName("th")).getText().contains(service))
                .toList();
        assertThat(rows).as(service).hasSize(1);
        return rows.get(0);
    }

    private void press(String label) {
        browser.find("button[aria-label='" + label + "']").click();
    }
}
