package io.rootops.jenkins;

import static io.rootops.jenkins.FakeRootOps.ping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.client.RootOpsClient;
import io.rootops.jenkins.ConnectionCheck.Kind;
import io.rootops.jenkins.ConnectionCheck.Result;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootOpsConfigurationTest {

    /** Kept nowhere. */
    private static final class InMemory extends RootOpsConfiguration {

        int saved;

        @Override
        public synchronized void load() {}

        @Override
        public synchronized void save() {
            saved++;
        }

        @Override
        HttpClient.Builder http() {
            return HttpClient.newBuilder();
        }
    }

    private static Result check(@Nullable String url, String token) {
        return ConnectionCheck.of(url, token, "20", "20", HttpClient.newBuilder());
    }

    @Test
    void oneClientServesUntilASettingChanges() {
        InMemory configuration = new InMemory();
        configuration.setUrl(" https://rootops.example.com ");
        RootOpsClient first = configuration.client().orElseThrow();
        assertThat(configuration.client()).containsSame(first);
        configuration.setCallTimeoutSeconds(9);
        assertThat(configuration.client()).isPresent().get().isNotSameAs(first);
        assertThat(configuration.getUrl()).isEqualTo("https://rootops.example.com");
        assertThat(configuration.saved).isEqualTo(2);
    }

    @Test
    void settingsAreChecked() {
        InMemory configuration = new InMemory();
        assertThatThrownBy(() -> configuration.setCallTimeoutSeconds(0)).hasMessageContaining("1 to 120");
        assertThatThrownBy(() -> configuration.setConnectTimeoutSeconds(121)).hasMessageContaining("1 to 120");
        configuration.setUrl("ftp://rootops.example.com");
        assertThatThrownBy(configuration::client).hasMessageContaining("http");
        configuration.setUrl("https://root ops");
        assertThatThrownBy(configuration::client).hasMessageContaining("https://rootops.example.com");
    }

    @Test
    void theEnvironmentSaysWhatIsNotSet() {
        Map<String, String> environment =
                Map.of("ROOTOPS_URL", "https://rootops.example.com", "ROOTOPS_TOKEN", "rootops_env");
        Connection connection = new Connection("", null, 2, 5).orElse(environment::get);
        assertThat(connection.url()).isEqualTo("https://rootops.example.com");
        assertThat(connection.token()).isEqualTo("rootops_env");
        assertThat(new Connection(null, "rootops_own", 2, 5)
                        .orElse(environment::get)
                        .token())
                .isEqualTo("rootops_own");
        assertThat(new Connection(null, null, 2, 5).orElse(it -> null).settings())
                .isEmpty();
    }

    @Test
    void theTokenOfTheEnvironmentGoesToNoOtherServer() {
        Map<String, String> environment =
                Map.of("ROOTOPS_URL", "https://rootops.example.com", "ROOTOPS_TOKEN", "rootops_env");
        Connection connection = new Connection("https://other.example.com", "", 2, 5).orElse(environment::get);
        assertThat(connection.token()).isNull();
        assertThat(new Connection("https://a.example.com", "rootops_secret", 2, 5).toString())
                .doesNotContain("rootops_secret");
    }

    @Test
    void theTestTellsARootOpsWithRepositoriesFromOneWithout() throws IOException {
        try (FakeRootOps server = new FakeRootOps()) {
            server.answers(ping(), 200, "{\"version\":\"0.1.0\",\"api_version\":\"v1\",\"repositories\":3}");
            assertThat(check(server.url(), "rootops_secret"))
                    .isEqualTo(new Result(Kind.OK, "RootOps 0.1.0 answers; it follows 3 repositories."));
            assertThat(server.requests.get(0).headers().get("Authorization")).containsExactly("Bearer rootops_secret");
            server.answers(ping(), 200, "{\"version\":\"0.1.0\",\"api_version\":\"v1\",\"repositories\":0}");
            assertThat(check(server.url(), "").kind()).isEqualTo(Kind.WARNING);
        }
    }

    @Test
    void theTestTellsARefusedTokenFromAnAddressWhereNothingIs() throws IOException {
        String gone;
        try (FakeRootOps server = new FakeRootOps()) {
            gone = server.url();
            server.refuses(ping(), 401, "unauthorized");
            Result refused = check(server.url(), "rootops_secret");
            assertThat(refused.kind()).isEqualTo(Kind.ERROR);
            assertThat(refused.text()).contains("It says no.").doesNotContain("rootops_secret");
            server.answers(ping(), 200, "<html>Jenkins</html>");
            assertThat(check(server.url(), "").kind()).isEqualTo(Kind.ERROR);
        }
        assertThat(check(gone, "").text()).contains(gone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rootops.example.com", "ftp://rootops.example.com", "https://user:secret@rootops.example.com"})
    void theTestSaysWhatAnAddressLooksLike(String url) {
        Result result = check(url, "");
        assertThat(result.kind()).isEqualTo(Kind.ERROR);
        assertThat(result.text()).contains("https://rootops.example.com").doesNotContain("secret");
    }

    @Test
    void theTestSaysWhatATimeLooksLike() {
        Result result = ConnectionCheck.of("https://rootops.example.com", "", "soon", "5", HttpClient.newBuilder());
        assertThat(result.kind()).isEqualTo(Kind.ERROR);
        assertThat(result.text()).contains("'soon'");
    }
}
