package io.rootops.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.change.TrackedRepository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real history, from a bundle of git to the dashboard. Where the bundle is absent, the history of this checkout. */
@NeedsBrowser
class RealHistoryBrowserIT {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void every_commit_of_it_is_on_the_dashboard(@TempDir Path work) throws IOException {
        Path history = work.resolve("history.git");
        GitRepository repository = GitRepository.cloned(source().toString(), history);
        try (RunningDashboard site = new RunningDashboard(Clock.systemUTC());
                Browser browser = Browser.start().use(Look.LIGHT)) {
            TrackedRepository tracked = site.read("local/history", history, null);
            List<String> shas = repository.shas("HEAD");
            assertThat(tracked.state()).as(tracked.problem()).isEqualTo(TrackedRepository.State.READY);
            assertThat(tracked.commits()).isEqualTo(shas.size());

            browser.open(URI.create(site.address() + "/dashboard"));
            assertThat(browser.find(".head .meta").getText())
                    .contains(String.format(java.util.Locale.ENGLISH, "%,d commit", shas.size()));
            assertThat(browser.find("#recent").getText()).contains(shas.get(0).substring(0, 9));
            browser.screenshot(Path.of("target/screenshots/real-overview.png"));

            browser.find("#recent .row-link").click();
            assertThat(browser.find(".sha").getText()).hasSize(40);
            for (int i : new int[] {0, shas.size() / 2, shas.size() - 1}) {
                browser.open(URI.create(site.address() + "/dashboard/commits/" + shas.get(i)));
                assertThat(browser.find(".sha").getText()).isEqualTo(shas.get(i));
            }
            assertThat(browser.console()).isEmpty();
        }
    }

    private static Path source() {
        String shared = Optional.ofNullable(System.getenv("ROOTOPS_SHARED"))
                .orElse(CHECKOUT.resolveSibling("shared").toString());
        Path bundle = Path.of(shared, "bench/histories/zookeeper.bundle");
        if (Files.exists(bundle)) {
            return bundle;
        }
        System.err.println("*** " + bundle + " IS ABSENT: the history of this checkout is used instead ***");
        return CHECKOUT;
    }
}
