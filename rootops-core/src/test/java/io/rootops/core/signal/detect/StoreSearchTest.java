package io.rootops.core.signal.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.signal.detect.StoreFinding.Absent;
import io.rootops.core.signal.detect.StoreFinding.Failed;
import io.rootops.core.signal.detect.StoreFinding.Found;
import io.rootops.core.signal.store.StoreAddress;
import io.rootops.core.signal.store.StoreException.Kind;
import io.rootops.core.testing.CannedServer;
import io.rootops.core.testing.FakeLoki;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreSearchTest {
    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static URI at(int port) {
        return URI.create("http://localhost:" + port);
    }

    @Test
    void theFirstUsualAddressThatAnswersAsTheStoreDoesIsTaken() throws Exception {
        try (CannedServer page = new CannedServer().answer("/", 200, "<html>Cockpit</html>");
                CannedServer prometheus = new CannedServer()
                        .answer(
                                "/api/v1/status/buildinfo",
                                200,
                                "{\"status\":\"success\",\"data\":{\"version\":\"3\"}}");
                FakeLoki loki = new FakeLoki();
                FakeLoki second = new FakeLoki()) {
            loki.push(Map.of("app", "cart"), 1, "hello");
            List<URI> usual = List.of(
                    at(freePort()),
                    URI.create("http://no-such-host.invalid:3100"),
                    page.uri(),
                    prometheus.uri(),
                    loki.uri(),
                    second.uri());

            assertThat(StoreSearch.among(usual, StoreProbe::loki).look())
                    .isEqualTo(new Found(StoreAddress.open(loki.uri()), "service label service_name"));
            assertThat(StoreSearch.among(usual, StoreProbe::prometheus).look())
                    .isEqualTo(new Found(StoreAddress.open(prometheus.uri()), "3"));
        }
    }

    @Test
    void thoseThatKeepSilentHideNobodyBehindThem() throws Exception {
        try (CannedServer silent = new CannedServer().keepSilent();
                FakeLoki loki = new FakeLoki()) {
            StoreSearch search = StoreSearch.among(List.of(silent.uri(), loki.uri()), StoreProbe::loki);

            assertThat(search.look())
                    .isEqualTo(new Found(StoreAddress.open(loki.uri()), "no stream with a service yet"));
            assertThat(StoreSearch.among(List.of(silent.uri()), StoreProbe::loki)
                            .look())
                    .isEqualTo(new Absent(List.of(silent.uri()), List.of()));
        }
    }

    @Test
    void whatWasFoundIsKeptUntilItGoesAway() throws Exception {
        int first = freePort();
        int second = freePort();
        StoreSearch search = StoreSearch.among(List.of(at(first), at(second)), StoreProbe::loki);
        assertThat(search.look()).isInstanceOf(Absent.class);
        FakeLoki later = new FakeLoki(second);
        assertThat(search.look())
                .isInstanceOfSatisfying(
                        Found.class, it -> assertThat(it.address().base()).isEqualTo(at(second)));
        try (FakeLoki likelier = new FakeLoki(first)) {
            assertThat(search.look())
                    .isInstanceOfSatisfying(
                            Found.class, it -> assertThat(it.address().base()).isEqualTo(at(second)));
            later.close();
            assertThat(search.look())
                    .isInstanceOfSatisfying(
                            Found.class, it -> assertThat(it.address().base()).isEqualTo(likelier.uri()));
        }
        assertThat(search.look()).isInstanceOf(Absent.class);
    }

    @Test
    void oneThatWantsCredentialsIsNotTakenAndIsNamed() throws Exception {
        try (FakeLoki loki = new FakeLoki()) {
            loki.expect(null, "acme");

            assertThat(StoreSearch.among(List.of(loki.uri()), StoreProbe::loki).look())
                    .isEqualTo(new Absent(
                            List.of(loki.uri()), List.of(loki.uri() + "/loki/api/v1/labels answers 401: no org id")));
        }
    }

    @Test
    void oneThatIsNamedIsAskedAloneAndItsReasonIsTold() throws Exception {
        int port = freePort();
        StoreSearch search = StoreSearch.at(new StoreAddress(at(port), null, null, "secret-1", null), StoreProbe::loki);

        assertThat(search.look())
                .isInstanceOfSatisfying(
                        Failed.class, it -> assertThat(it.why().kind()).isEqualTo(Kind.UNREACHABLE));
        try (FakeLoki loki = new FakeLoki(port)) {
            loki.expect("Bearer secret-2", null);
            assertThat(search.look())
                    .isInstanceOfSatisfying(
                            Failed.class, it -> assertThat(it.why().kind()).isEqualTo(Kind.REFUSED));
            loki.expect("Bearer secret-1", null);
            assertThat(search.look()).isInstanceOf(Found.class);
        }
        assertThat(search.look()).isInstanceOf(Failed.class);
    }

    @Test
    void whyNobodyAnswersIsToldApart() throws Exception {
        StoreFinding unknown = StoreSearch.at(
                        StoreAddress.open(URI.create("http://no-such-host.invalid:3100")), StoreProbe::loki)
                .look();
        StoreFinding away = StoreSearch.at(StoreAddress.open(at(freePort())), StoreProbe::loki)
                .look();

        assertThat(unknown)
                .isInstanceOfSatisfying(
                        Failed.class,
                        it -> assertThat(it.why()).hasMessageContaining("cannot be reached (its name is not known)"));
        assertThat(away)
                .isInstanceOfSatisfying(
                        Failed.class,
                        it -> assertThat(it.why()).hasMessageContaining("cannot be reached (no connection)"));
    }

    @Test
    void whereNothingIsToBeLookedForNothingIsFound() throws Exception {
        assertThat(StoreSearch.among(List.of(), StoreProbe::loki).look()).isEqualTo(new Absent(List.of(), List.of()));
    }
}
