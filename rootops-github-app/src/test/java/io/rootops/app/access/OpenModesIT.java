package io.rootops.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.app.FormPage;
import io.rootops.core.access.AccessMode;
import io.rootops.core.access.Scope;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where reading is open: on this machine alone, or because somebody said so. */
class OpenModesIT {
    private static final String FORM = "name=ci&scope=read";

    @Test
    void onThisMachineReadingIsOpenAndWritingNeedsOurOwnPageOrAToken() throws Exception {
        try (GuardedServer server = new GuardedServer("127.0.0.1", AccessMode.LOCAL, null)) {
            for (String open : List.of("/dashboard", "/api/dashboard/overview", "/metrics", "/dashboard/access")) {
                assertThat(server.get(open).statusCode()).as(open).isEqualTo(200);
            }
            assertThat(server.get("/dashboard").body()).doesNotContain("ROOTOPS_AUTH=open", "Sign out");
            assertThat(server.get("/metrics", "Authorization", "Bearer rootops_x")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(server.get("/metrics", "Cookie", "rootops_session=old").statusCode())
                    .isEqualTo(200);
            assertThat(server.get(GuardedServer.OTHER_ROUTE).statusCode()).isEqualTo(401);

            FormPage page = FormPage.open(server.http(), server.address("/dashboard/access"));
            assertThat(page.cookie()).startsWith("rootops_forms=");
            assertThat(FormPage.open(server.http(), server.address("/dashboard/access"), page.cookie())
                            .csrf())
                    .isEqualTo(page.csrf());
            String form = FORM + "&csrf=" + page.csrf();
            assertThat(server.post("/dashboard/access", FORM, "Origin", server.origin())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.post("/dashboard/access", form, "Origin", server.origin())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.post("/dashboard/access", form, "Cookie", page.cookie())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.post("/dashboard/access", form, "Cookie", page.cookie(), "Origin", server.origin())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.post("/dashboard/access", FORM, "Authorization", "Bearer " + server.token(Scope.READ))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.post("/dashboard/access", FORM, "Authorization", "Bearer " + server.token(Scope.ADMIN))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatAProxyPassesOnIsNotOfThisMachine() throws Exception {
        try (GuardedServer server = new GuardedServer("127.0.0.1", AccessMode.LOCAL, null)) {
            for (String header : List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")) {
                HttpResponse<String> refused = server.get("/dashboard", header, "for=192.0.2.7");
                assertThat(refused.statusCode()).as(header).isEqualTo(421);
                assertThat(refused.body()).contains("Set ROOTOPS_URL to the proxy's address");
            }
        }
        try (GuardedServer server =
                new GuardedServer("127.0.0.1", AccessMode.REQUIRED, URI.create("https://rootops.example.com"))) {
            assertThat(server.get("/livez", "X-Forwarded-For", "192.0.2.7").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsOpenForAllSaysSoOnEveryPage() throws Exception {
        try (GuardedServer server =
                new GuardedServer("0.0.0.0", AccessMode.OPEN, URI.create("https://rootops.example.com"))) {
            for (String page : List.of("/dashboard", "/dashboard/commits", "/dashboard/trust", "/dashboard/access")) {
                HttpResponse<String> answer = server.get(page, "Accept", "text/html");
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(answer.body()).as(page).contains("ROOTOPS_AUTH=open: everybody who reaches this address");
            }
            assertThat(server.get("/nowhere", "Accept", "text/html").body()).contains("ROOTOPS_AUTH=open");
            assertThat(server.post("/dashboard/access", FORM).statusCode()).isEqualTo(403);
            assertThat(server.get(GuardedServer.OTHER_ROUTE).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whatIsToBeKnownStandsOnEveryPageForThoseWhoMayRead() throws Exception {
        List<String> all =
                List.of("/dashboard", "/dashboard/commits", "/dashboard/trust", "/dashboard/access", "/nowhere");
        try (GuardedServer local = new GuardedServer("127.0.0.1", AccessMode.LOCAL, null);
                GuardedServer required = GuardedServer.required()) {
            String cookie = required.signIn();
            for (String page : all) {
                assertThat(local.get(page, "Accept", "text/html").body())
                        .as(page)
                        .contains(GuardedServer.WARNING);
                assertThat(required.get(page, "Accept", "text/html", "Cookie", cookie)
                                .body())
                        .as(page)
                        .contains(GuardedServer.WARNING);
            }
            assertThat(required.get("/login", "Accept", "text/html").body()).doesNotContain(GuardedServer.WARNING);
        }
    }

    @Test
    void aNameOfAForeignSiteIsNoNameOfThisMachine() throws Exception {
        try (GuardedServer open =
                        new GuardedServer("0.0.0.0", AccessMode.OPEN, URI.create("https://rootops.example.com"));
                GuardedServer required = GuardedServer.required()) {
            for (String host :
                    List.of("192.0.2.7:8000", "[2001:db8::1]", "localhost", "rootops", "rootops.example.com")) {
                assertThat(open.raw("GET /livez HTTP/1.1", "Host: " + host))
                        .as(host)
                        .startsWith("HTTP/1.1 200");
            }
            for (String host : List.of("evil.example", "rootops.example.com.evil.example", "192.0.2.7.evil.example")) {
                assertThat(open.raw("GET /dashboard HTTP/1.1", "Host: " + host))
                        .as(host)
                        .startsWith("HTTP/1.1 421")
                        .contains("nosniff");
                assertThat(required.raw("GET /metrics HTTP/1.1", "Host: " + host))
                        .as(host)
                        .startsWith("HTTP/1.1 401");
            }
        }
    }
}
