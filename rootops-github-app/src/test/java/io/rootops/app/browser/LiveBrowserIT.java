package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.engine.Announcements.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** What moves: events, keys, the theme, and what happens when the server goes away. */
@NeedsBrowser
class LiveBrowserIT {
    private final Browser browser = Browser.start().use(Look.LIGHT);
    private final RunningDashboard site;
    private GitRepository shop;

    @SuppressWarnings("NullAway.Init")
    LiveBrowserIT() throws IOException {
        site = new RunningDashboard(Clock.systemUTC());
    }

    @BeforeEach
    void read(@TempDir Path work) {
        shop = ShopHistory.in(work.resolve("shop.git"), Instant.now());
        site.read("acme/shop", shop.directory(), "https://github.com/acme/shop");
    }

    @AfterEach
    void stop() {
        browser.close();
        site.close();
    }

    @Test
    void a_new_commit_appears_by_itself() {
        open("/dashboard/r/acme/shop");
        awaitIndicator("Live");
        shop.append(
                "main",
                "Ana Ruiz <ana@shop.example>",
                Instant.now(),
                "Sell umbrellas",
                List.of(GitRepository.file("umbrella.txt", "1\n")));
        shop.flush();

        site.read("acme/shop", shop.directory(), null);

        browser.until(driver -> browser.find("#recent").getText().contains("Sell umbrellas"));
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void an_open_table_stays_open_and_a_focused_part_is_not_taken_away() {
        open("/dashboard/r/acme/shop");
        awaitIndicator("Live");
        browser.find("#days-table summary").click();
        browser.driver().executeScript("document.activeElement.blur()");
        site.execute("update commit_memory set subject = 'Changed below' where subject like 'Fix typo in README%'");
        site.events().changed(Part.COMMITS);
        browser.until(driver -> browser.find("#recent").getText().contains("Changed below"));
        assertThat(browser.find("#days-table").getDomProperty("open")).isEqualTo("true");

        press("j");
        site.execute("update commit_memory set subject = 'Changed again' where subject = 'Changed below'");
        site.events().changed(Part.COMMITS);
        awaitIndicator("Updated, press r");
        assertThat(browser.find("#recent").getText()).contains("Changed below");
        press("r");
        browser.until(driver -> browser.find("#recent").getText().contains("Changed again"));
    }

    @Test
    void without_the_server_the_page_says_how_fresh_it_is_and_recovers() throws IOException {
        open("/dashboard/r/acme/shop");
        awaitIndicator("Live");

        site.stop();
        awaitIndicator("Every 30 s");

        site.startAgain();
        awaitIndicator("Live");
    }

    @Test
    void ten_tabs_load_and_only_the_seen_one_listens() {
        for (int i = 0; i < 10; i++) {
            browser.driver().switchTo().newWindow(WindowType.TAB);
            open("/dashboard/r/acme/shop");
            assertThat(browser.find("h1").getText()).isEqualTo("acme/shop");
        }
        assertThat(browser.driver().getWindowHandles()).hasSize(11);
        awaitIndicator("Live");
        awaitOneStream();
    }

    @Test
    void ten_pages_in_one_tab_leave_one_stream() {
        for (int i = 0; i < 10; i++) {
            open("/dashboard/r/acme/shop" + (i % 2 == 0 ? "" : "/commits"));
            awaitIndicator("Live");
        }

        awaitOneStream();
    }

    @Test
    void keys_move_search_and_explain_themselves() {
        open("/dashboard/r/acme/shop");
        press("/");
        assertThat(focused()).isEqualTo("search");
        // In a field they are letters.
        browser.driver().switchTo().activeElement().sendKeys("g", "c", "?", "j");
        assertThat(browser.find("#search").getDomProperty("value")).isEqualTo("gc?j");
        browser.driver().executeScript("document.activeElement.blur()");

        // The second key counts only soon after the first.
        browser.driver().switchTo().activeElement().sendKeys("g", "c");
        browser.until(driver -> browser.find("h1").getText().equals("Commits"));
        press("j");
        press("j");
        press("k");
        String first = browser.all(".row-link").get(0).getText();
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo(first);
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        browser.until(driver -> browser.find("h1").getText().equals(first));

        press("?");
        assertThat(browser.find("dialog").getText()).contains("Search commits", "Next commit", "Read again");
        assertThat(browser.violations()).isEmpty();
        browser.find("dialog input").click();
        browser.find("dialog button").click();
        browser.until(driver -> browser.all("dialog").isEmpty());
        press("/");
        assertThat(focused()).isNotEqualTo("search");
    }

    @Test
    void the_theme_stays_and_is_in_the_page_that_the_server_sends() {
        open("/dashboard/r/acme/shop/commits?level=high");
        browser.find(".icon").click();
        browser.find(".icon").click();

        assertThat(browser.find("html").getDomAttribute("data-theme")).isEqualTo("dark");
        assertThat(browser.driver().getCurrentUrl()).endsWith("/dashboard/r/acme/shop/commits?level=high");
        open("/dashboard");
        assertThat(browser.find("html").getDomAttribute("data-theme")).isEqualTo("dark");
        assertThat(browser.driver().manage().getCookies())
                .filteredOn(it -> it.getName().equals("rootops_theme"))
                .singleElement()
                .satisfies(it -> assertThat(it.isHttpOnly()).isTrue());
    }

    @Test
    void a_page_costs_five_requests() {
        browser.requests();
        open("/dashboard/r/acme/shop");
        awaitIndicator("Live");

        assertThat(Set.copyOf(browser.requests().stream()
                        .filter(it -> !it.endsWith("/stream"))
                        .toList()))
                .hasSize(5);
    }

    private void open(String path) {
        browser.open(URI.create(site.address() + path));
    }

    private void awaitIndicator(String words) {
        browser.until(driver -> browser.find("#live").getText().equals(words));
    }

    /** A reader that left is found when something is sent to it. */
    private void awaitOneStream() {
        browser.until(driver -> {
            site.events().changed(Part.BACKENDS);
            return site.events().streams() <= 1;
        });
        assertThat(site.events().streams()).isEqualTo(1);
    }

    private void press(String key) {
        browser.driver().switchTo().activeElement().sendKeys(key);
    }

    private String focused() {
        return String.valueOf(browser.driver().switchTo().activeElement().getDomAttribute("id"));
    }
}
