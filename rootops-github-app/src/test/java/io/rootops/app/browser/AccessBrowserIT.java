package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.access.AccessMode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in, making a token and revoking it, as people do, in every look. */
@NeedsBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessBrowserIT {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private Browser browser;
    private RunningDashboard site;

    @BeforeAll
    @SuppressWarnings("NullAway.Init")
    void start() throws IOException {
        browser = Browser.start();
        site = new RunningDashboard(Clock.systemUTC(), AccessMode.REQUIRED);
    }

    @AfterAll
    void stop() {
        browser.close();
        site.close();
    }

    @AfterEach
    void forget() {
        browser.driver().manage().deleteAllCookies();
    }

    @ParameterizedTest
    @EnumSource
    void from_the_closed_door_to_a_token_and_out_again(Look look) {
        browser.use(look);
        open(site, "/dashboard/commits");
        assertThat(browser.find("h1").getText()).isEqualTo("You are not signed in");
        check("login", look);

        URI link = site.loginLink();
        browser.open(link);
        assertThat(browser.find("h1").getText()).isEqualTo("Sign in to RootOps");
        check("login-confirm", look);
        browser.find(".main-button").click();
        browser.until(driver -> browser.driver().getCurrentUrl().endsWith("/dashboard"));

        browser.find(".nav [data-key='g a']").click();
        assertThat(browser.find("h1").getText()).isEqualTo("Access");
        check("access-" + (browser.all(".tokens").isEmpty() ? "empty" : "list"), look);
        browser.find("input[name=name]").sendKeys("<b>grafana</b> \u202Eevil " + "long".repeat(15));
        browser.find("input[value=admin]").click();
        browser.find(".token-form .main-button").click();
        browser.until(driver -> !browser.all("#secret").isEmpty());
        assertThat(browser.find("#secret").getText()).matches("rootops_[A-Za-z0-9_-]{43}");
        check("access-made", look);

        browser.find(".tokens button").click();
        browser.until(driver -> browser.all("#secret").isEmpty());
        assertThat(browser.find("[aria-labelledby='h-ended']").getText()).contains("<b>grafana</b> [U+202E]evil");
        check("access-revoked", look);

        browser.find(".tools form button").click();
        browser.until(driver -> browser.driver().getCurrentUrl().endsWith("/login"));
        open(site, "/dashboard");
        assertThat(browser.find("h1").getText()).isEqualTo("You are not signed in");
        browser.find("#link").sendKeys(link + "\n");
        browser.until(driver -> browser.find("h1").getText().equals("This link does not sign in"));
        browser.screenshot(SCREENSHOTS.resolve("login-refused-" + look.word() + ".png"));
        assertThat(browser.violations()).isEmpty();
        browser.console();
    }

    @Test
    void signing_in_needs_no_scripts_and_a_pasted_link_will_do() {
        browser.use(Look.LIGHT).scripts(false);
        try {
            browser.open(URI.create(site.address() + "/"));
            browser.find("#link").sendKeys(site.loginLink() + "\n");
            browser.until(driver -> browser.driver().getCurrentUrl().endsWith("/dashboard"));
            assertThat(browser.find(".tools form button").getText()).isEqualTo("Sign out");
        } finally {
            browser.scripts(true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_open_for_all_says_so(Look look) throws IOException {
        browser.use(look);
        try (RunningDashboard open = new RunningDashboard(Clock.systemUTC(), AccessMode.OPEN)) {
            open(open, "/dashboard/access");
            assertThat(browser.find(".open").getText()).startsWith("ROOTOPS_AUTH=open: everybody");
            check("open", look);
        }
    }

    private void check(String name, Look look) {
        browser.screenshot(SCREENSHOTS.resolve(name + "-" + look.word() + ".png"));
        assertThat(browser.violations()).as(name).isEmpty();
        assertThat(browser.console()).as(name).isEmpty();
        assertThat(browser.number("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("sideways scroll of %s", name)
                .isZero();
    }

    private void open(RunningDashboard on, String path) {
        browser.console();
        browser.open(URI.create(on.address() + path));
        browser.until(driver -> browser.number("document.readyState === 'complete' ? 1 : 0") == 1);
    }
}
