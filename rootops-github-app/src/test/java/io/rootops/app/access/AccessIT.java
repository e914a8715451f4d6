package io.rootops.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rootops.app.FormPage;
import io.rootops.core.access.AccessMode;
import io.rootops.core.access.Scope;
import io.rootops.core.memory.LoginMemory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in where signing in is needed: the server listens on all addresses, and everything goes over HTTP. */
class AccessIT {
    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String FORM = "name=ci&scope=read&days=30";

    private GuardedServer server;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void start() throws Exception {
        server = GuardedServer.required();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoIsNobodyReachesProbesFilesAndWebhooksOnly() throws Exception {
        for (String open : List.of("/livez", "/openapi.yaml", "/webhooks/test", "/login", "/readyz", "/healthz")) {
            assertThat(server.get(open).statusCode()).as(open).isEqualTo(200);
        }
        Matcher asset = Pattern.compile("\"(/assets/[^\"]+)\"")
                .matcher(server.get("/login").body());
        assertThat(asset.find()).isTrue();
        assertThat(server.get(asset.group(1)).statusCode()).isEqualTo(200);
        assertThat(server.post("/webhooks/test", "x").body()).isEqualTo("reached");

        for (String closed : List.of(
                "/",
                "/metrics",
                "/dashboard",
                "/dashboard/commits",
                "/dashboard/health",
                "/dashboard/theme?value=dark",
                "/dashboard/access",
                "/api/dashboard/overview",
                "/api/dashboard/commits/abcdef",
                "/api/dashboard/trust",
                "/api/dashboard/health",
                "/api/dashboard/stream",
                "/api/nothing",
                "/nothing",
                GuardedServer.OTHER_ROUTE)) {
            for (String method : List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "BREW")) {
                HttpResponse<String> answer = server.send(method, closed, "", "Origin", server.origin());
                assertThat(answer.statusCode()).as(method + " " + closed).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"rootops\"");
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            }
        }
        assertThat(new ObjectMapper()
                        .readTree(server.get("/metrics").body())
                        .path("type")
                        .asText())
                .isEqualTo("urn:rootops:problem:not-signed-in");
    }

    @Test
    void browsersAreLedToThePageThatSaysWhereTheLinkIs() throws Exception {
        HttpResponse<String> page = server.get("/dashboard/commits", "Accept", HTML);
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location")).hasValue("/login");
        assertThat(server.get("/login").body())
                .contains("You are not signed in", "docker logs", "rootops login-link", "name=\"link\"");
        assertThat(server.get("/dashboard", "Accept", "*/*", "HX-Request", "true")
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.get("/api/dashboard/overview", "Accept", HTML).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/livez/../dashboard",
                "/livez/%2e%2e/dashboard",
                "//dashboard",
                "/dashboard;x=/livez",
                "/livez;/../dashboard",
                "/%64ashboard",
                "/assets/../dashboard/access",
                "/assets/%2e%2e/metrics",
                "/assets/..%2fmetrics",
                "/webhooks/../dashboard/access",
                "/webhooks/%2e%2e/metrics",
                "/webhooks/test/../../metrics",
                "/webhooks/..;/metrics",
                "/login/../metrics",
                "http://127.0.0.1/metrics",
                "/METRICS",
                "/metrics%00",
                "/\\metrics"
            })
    void noOtherSpellingOfAnAddressLeadsPast(String target) throws Exception {
        String answer = server.raw("GET " + target + " HTTP/1.1", "Host: 127.0.0.1");

        assertThat(answer).doesNotStartWith("HTTP/1.1 2").matches("(?s)HTTP/1.1 (4\\d\\d|302|303) .*");
    }

    @Test
    void healthTellsNoDetailToWhoIsNobody() throws Exception {
        assertThat(server.get("/healthz").body()).contains("\"state\":\"ok\"").doesNotContain("secret-place", "/srv");
        assertThat(server.get("/healthz", "Authorization", "Bearer " + server.token(Scope.READ))
                        .body())
                .contains("secret-place");
        assertThat(server.get("/healthz", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLinkSignsInOnceAndOnlyWhenTheButtonIsPressed() throws Exception {
        String link = server.link();
        String form = link.replaceAll(".*\\?", "");
        for (int look = 0; look < 3; look++) {
            assertThat(server.get(link, "Accept", HTML).body()).contains("signs you in once", "<button");
            assertThat(server.send("HEAD", link, "").statusCode()).isEqualTo(200);
        }
        assertThat(server.post("/login", form).statusCode()).isEqualTo(403);
        assertThat(server.post("/login", form, "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(server.post("/login", form, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);

        HttpResponse<String> signedIn = server.post("/login", form, "Origin", server.origin());
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(signedIn.headers().firstValue("Location")).hasValue("/dashboard");
        String set = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).matches("rootops_session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
        String cookie = set.replaceAll(";.*", "");
        assertThat(server.get("/api/dashboard/overview", "Cookie", cookie).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/dashboard", "Cookie", cookie, "Accept", HTML).body())
                .contains("Sign out", ">Access</a>");

        assertThat(server.post("/login", form, "Origin", server.origin()).statusCode())
                .isEqualTo(403);
        assertThat(server.get(link, "Accept", HTML).body()).contains("This link does not sign in");
        assertThat(server.post("/login", "link=" + form, "Origin", server.origin())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aLinkEndsWithItsTimeAndAWholeAddressMayBePasted() throws Exception {
        String late = server.link();
        server.pass(LoginMemory.Origin.COMMAND.lifetime());
        assertThat(server.get(late).statusCode()).isEqualTo(403);
        assertThat(server.post("/login", late.replaceAll(".*\\?", ""), "Origin", server.origin())
                        .statusCode())
                .isEqualTo(403);

        String pasted = URLEncoder.encode(server.origin() + server.link(), StandardCharsets.UTF_8);
        assertThat(server.post("/login", "link=" + pasted, "Origin", server.origin())
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void whoSignsOutIsOutAndOthersWhenTheyAreSignedOut() throws Exception {
        String mine = server.signIn();
        String other = server.signIn();
        FormPage page = FormPage.open(server.http(), server.address("/dashboard/access"), mine);
        assertThat(page.body()).contains("Sign out all others");

        assertThat(sent("/dashboard/access/sign-out-others", "", page, mine).statusCode())
                .isEqualTo(303);
        assertThat(server.get("/metrics", "Cookie", other).statusCode()).isEqualTo(401);
        assertThat(server.get("/metrics", "Cookie", mine).statusCode()).isEqualTo(200);

        HttpResponse<String> out = sent("/logout", "", page, mine);
        assertThat(out.headers().firstValue("Set-Cookie").orElse("")).startsWith("rootops_session=; Path=/; Max-Age=0");
        assertThat(server.get("/metrics", "Cookie", mine).statusCode()).isEqualTo(401);
        HttpResponse<String> led = server.get("/dashboard", "Cookie", mine, "Accept", HTML);
        assertThat(led.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
    }

    @Test
    void formsComeFromOurOwnPagesAndCarryWhatThePageHeld() throws Exception {
        String cookie = server.signIn();
        FormPage page = FormPage.open(server.http(), server.address("/dashboard/access"), cookie);
        FormPage others = FormPage.open(server.http(), server.address("/dashboard/access"), server.signIn());
        String form = FORM + "&csrf=" + page.csrf();

        for (String[] foreign : new String[][] {
            {"Cookie", cookie},
            {"Cookie", cookie, "Origin", "https://evil.example"},
            {"Cookie", cookie, "Origin", "null"},
            {"Cookie", cookie, "Sec-Fetch-Site", "cross-site"},
            {"Cookie", cookie, "Sec-Fetch-Site", "same-site", "Origin", server.origin()}
        }) {
            assertThat(server.post("/dashboard/access", form, foreign).body()).contains("other-site");
        }
        for (String wrong : List.of(FORM, FORM + "&csrf=", FORM + "&csrf=" + others.csrf(), FORM + "&csrf=%00")) {
            HttpResponse<String> answer =
                    server.post("/dashboard/access", wrong, "Cookie", cookie, "Origin", server.origin());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("stale-form");
        }
        assertThat(server.tokens.all()).isEmpty();

        HttpResponse<String> made = sent("/dashboard/access", FORM, page, cookie);
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
        Matcher secret = Pattern.compile("id=\"secret\">(rootops_[^<]+)<").matcher(made.body());
        assertThat(secret.find()).isTrue();
        assertThat(server.get("/metrics", "Authorization", "Bearer " + secret.group(1))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/dashboard/access", "Cookie", cookie).body()).doesNotContain(secret.group(1));
    }

    @Test
    void aTokenOpensWhatItsScopesSay() throws Exception {
        String read = "Bearer " + server.token(Scope.READ);
        String deploy = "bearer " + server.token(Scope.DEPLOYMENT_WRITE, Scope.INCIDENT_WRITE);
        String admin = "Bearer " + server.token(Scope.ADMIN);

        for (String reading :
                List.of("/metrics", "/api/dashboard/overview", "/dashboard", "/dashboard/commits", "/api/nothing")) {
            assertThat(server.get(reading, "Authorization", read).statusCode())
                    .as(reading)
                    .isIn(200, 404);
            assertThat(server.get(reading, "Authorization", admin).statusCode())
                    .as(reading)
                    .isIn(200, 404);
            HttpResponse<String> refused = server.get(reading, "Authorization", deploy);
            assertThat(refused.statusCode()).as(reading).isEqualTo(403);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("error=\"insufficient_scope\"", "scope=\"read\"");
            assertThat(refused.body()).contains("urn:rootops:problem:scope-missing", "needs the scope read");
        }
        for (String ours : List.of("/dashboard/access", "/dashboard/access/revocations", GuardedServer.OTHER_ROUTE)) {
            assertThat(server.get(ours, "Authorization", read).statusCode()).isEqualTo(403);
            assertThat(server.get(ours, "Authorization", admin).statusCode()).isIn(200, 303);
        }
        for (String writing : List.of("/dashboard/access", "/dashboard/analyses", "/dashboard/repositories")) {
            assertThat(server.post(writing, FORM, "Authorization", read).statusCode())
                    .as(writing)
                    .isEqualTo(403);
            assertThat(server.post(writing, FORM, "Authorization", admin).statusCode())
                    .as(writing)
                    .isIn(200, 400, 404);
            assertThat(server.post(writing, FORM, "Authorization", admin, "Origin", "https://evil.example")
                            .statusCode())
                    .as(writing)
                    .isEqualTo(403);
        }
    }

    @Test
    void whatIsNoTokenOrNoneAnyMoreIsRefusedAndNeverShown() throws Exception {
        String secret = server.token(Scope.READ);
        for (String wrong : List.of("Bearer rootops_x", "bearer  rootops_", "Bearer " + secret + "x")) {
            HttpResponse<String> answer = server.get("/metrics", "Authorization", wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("invalid_token");
            assertThat(answer.body()).contains("unknown-token").doesNotContain(secret);
        }
        for (String none : List.of("Bearer", "Bearer ", "Basic " + secret, secret, "Bearer " + secret.substring(1))) {
            HttpResponse<String> answer = server.get("/metrics", "Authorization", none);
            assertThat(answer.statusCode()).as(none).isEqualTo(401);
            assertThat(answer.body()).contains("not-signed-in").doesNotContain(secret.substring(1));
        }
        String cookie = server.signIn();
        FormPage page = FormPage.open(server.http(), server.address("/dashboard/access"), cookie);
        int id = server.tokens.all().get(0).id();
        assertThat(server.get("/metrics", "Authorization", "Bearer " + secret).statusCode())
                .isEqualTo(200);

        assertThat(sent("/dashboard/access/revocations", "id=" + id, page, cookie)
                        .statusCode())
                .isEqualTo(303);
        assertThat(server.get("/metrics", "Authorization", "Bearer " + secret).statusCode())
                .isEqualTo(401);
        assertThat(sent("/dashboard/access/revocations", "id=4711", page, cookie)
                        .statusCode())
                .isEqualTo(400);

        Matcher made = Pattern.compile("id=\"secret\">(rootops_[^<]+)<")
                .matcher(sent("/dashboard/access", FORM, page, cookie).body());
        assertThat(made.find()).isTrue();
        server.pass(Duration.ofDays(6));
        assertThat(server.get("/metrics", "Authorization", "Bearer " + made.group(1))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/dashboard/access", "Cookie", cookie).body()).contains("revoked");
        server.pass(Duration.ofDays(24));
        assertThat(server.get("/metrics", "Authorization", "Bearer " + made.group(1))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenIsReadAsItStandsWhateverCameBeforeOnTheConnection() throws Exception {
        String token = server.token(Scope.READ);
        String otherLetters = token.toLowerCase(Locale.ROOT);
        String shorter = token.substring(0, token.length() / 2).toLowerCase(Locale.ROOT);
        for (String wrong : List.of(otherLetters, shorter)) {
            assertThat(server.get("/metrics", "Authorization", "Bearer " + wrong)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(server.get("/metrics", "Authorization", "Bearer " + token)
                            .statusCode())
                    .as("after %s", wrong)
                    .isEqualTo(200);
        }
        assertThat(server.get("/metrics", "Authorization", "Bearer " + otherLetters)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatAProxyPassesOnIsNoTokenOfOurs() throws Exception {
        String cookie = server.signIn();

        assertThat(server.get("/metrics", "Cookie", cookie, "Authorization", "Basic YW5hOnNlY3JldA==")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/dashboard", "Accept", HTML, "Authorization", "Basic YW5hOnNlY3JldA==")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void hostileNamesAreTextAndImpossibleOnesAreRefused() throws Exception {
        String cookie = server.signIn();
        FormPage page = FormPage.open(server.http(), server.address("/dashboard/access"), cookie);
        String hostile = "</td><script>alert(1)</script>\u202Etxt.exe\" onclick=\"x";

        String body = sent("/dashboard/access", "scope=read&name=" + encoded(hostile), page, cookie)
                .body();
        assertThat(body)
                .contains("&lt;/td&gt;&lt;script&gt;", "[U+202E]txt.exe")
                .doesNotContain("<script>alert", "\u202E");
        for (String name : List.of("", "x".repeat(101), "a\nb", "nul\0")) {
            HttpResponse<String> refused = sent("/dashboard/access", "scope=read&name=" + encoded(name), page, cookie);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("1 to 100 characters");
        }
        assertThat(sent("/dashboard/access", "name=a", page, cookie).body()).contains("one or more of read");
        assertThat(sent("/dashboard/access", "name=a&scope=root", page, cookie).statusCode())
                .isEqualTo(400);
        assertThat(sent("/dashboard/access", "name=a&scope=read&days=-1", page, cookie)
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.tokens.all()).hasSize(1);
    }

    @Test
    void whoGuessesIsSlowedDownAndNobodyElse() throws Exception {
        String read = server.token(Scope.READ);
        String cookie = server.signIn();
        int unknown = 0;
        HttpResponse<String> last = server.get("/metrics", "Authorization", "Bearer rootops_guess");
        for (; last.statusCode() == 401 && unknown < 100; unknown++) {
            last = server.get("/metrics", "Authorization", "Bearer rootops_guess");
        }
        assertThat(unknown).isEqualTo(30);
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(last.body()).contains("too-many-requests", "Try again in 3 s");

        assertThat(server.get(server.link()).statusCode()).isEqualTo(429);
        assertThat(server.get("/metrics", "Authorization", "Bearer " + read).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/metrics", "Cookie", cookie).statusCode()).isEqualTo(200);
        assertThat(server.get("/metrics", "Authorization", "Bearer rootops_x", "X-Forwarded-For", "203.0.113.9")
                        .statusCode())
                .isEqualTo(401);

        server.pass(Duration.ofSeconds(3));
        assertThat(server.get("/metrics", "Authorization", "Bearer rootops_x").statusCode())
                .isEqualTo(401);
        assertThat(server.get("/metrics", "Authorization", "Bearer rootops_x").statusCode())
                .isEqualTo(429);
    }

    @Test
    void aTokenThatRunsWildIsSlowedDown() throws Exception {
        String wild = "Bearer " + server.token(Scope.READ);
        String calm = "Bearer " + server.token(Scope.READ);
        for (int i = 0; i < 600; i++) {
            assertThat(server.get("/metrics", "Authorization", wild).statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> refused = server.get("/metrics", "Authorization", wild);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(server.get("/metrics", "Authorization", calm).statusCode()).isEqualTo(200);
        server.pass(Duration.ofSeconds(1));
        assertThat(server.get("/metrics", "Authorization", wild).statusCode()).isEqualTo(200);
    }

    @Test
    void everyAnswerKeepsBrowsersFromHarm() throws Exception {
        for (String answer : List.of(
                server.raw("GET /livez HTTP/1.1", "Host: a"),
                server.raw("GET /metrics HTTP/1.1", "Host: a"),
                server.raw("GET /login HTTP/1.1", "Host: a"),
                server.raw("GET /dashboard HTTP/1.1", "Host: a", "Accept: text/html"),
                server.raw("GET /assets/none HTTP/1.1", "Host: a"),
                server.raw("GET /livez HTTP/1.1"),
                server.raw("GET /metrics%00 HTTP/1.1", "Host: a"),
                server.raw("TRACE /livez HTTP/1.1", "Host: a"),
                server.raw("nonsense"))) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 ")
                    .contains("X-Content-Type-Options: nosniff\n", "Referrer-Policy: same-origin\n")
                    .containsPattern("Content-Security-Policy: .*frame-ancestors 'none'\n");
        }
    }

    @Test
    void withoutItsDatabaseItSaysSoAndLivesOn() throws Exception {
        String token = server.token(Scope.READ);
        server.loseDatabase();

        HttpResponse<String> answer = server.get("/metrics", "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(answer.body()).contains("database-away");
        assertThat(server.get("/livez", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
    }

    @Test
    void overHttpsCookiesAreBoundToThisHost() throws Exception {
        String form = server.link().replaceAll(".*\\?", "");
        HttpResponse<String> signedIn =
                server.post("/login", form, "Origin", server.origin(), "X-Forwarded-Proto", "https");
        String set = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set)
                .startsWith("__Host-rootops_session=")
                .endsWith("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure");
        String cookie = set.replaceAll(";.*", "");

        assertThat(server.get("/metrics", "Cookie", cookie, "X-Forwarded-Proto", "https")
                        .statusCode())
                .isEqualTo(200);
        String planted = cookie.replace("__Host-", "");
        assertThat(server.get("/metrics", "Cookie", planted, "X-Forwarded-Proto", "https")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void behindAProxyThatWritesAnotherHostItsOwnUrlIsItsOrigin() throws Exception {
        try (GuardedServer behind =
                new GuardedServer("127.0.0.1", AccessMode.REQUIRED, URI.create("https://rootops.example.com"))) {
            String form = behind.link().replaceAll(".*\\?", "");
            assertThat(behind.post("/login", form, "Origin", "https://other.example.com")
                            .statusCode())
                    .isEqualTo(403);
            HttpResponse<String> signedIn = behind.post("/login", form, "Origin", "https://rootops.example.com");
            assertThat(signedIn.statusCode()).isEqualTo(303);
            assertThat(signedIn.headers().firstValue("Set-Cookie").orElse("")).contains("; Secure");
        }
    }

    private HttpResponse<String> sent(String path, String form, FormPage page, String cookie) throws Exception {
        return server.post(path, form + "&csrf=" + page.csrf(), "Cookie", cookie, "Sec-Fetch-Site", "same-origin");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
