package io.rootops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {
    @Test
    void hidesTheToken() {
        ClientSettings settings = ClientSettings.of(URI.create("https://rootops.test//"), " rootops_secret\n");

        assertThat(settings.token()).isEqualTo("rootops_secret");
        assertThat(settings)
                .hasToString("ClientSettings[server=https://rootops.test, token=hidden, connectTimeout=PT2S,"
                        + " callTimeout=PT5S]");
    }

    @Test
    void takesABlankTokenForNone() {
        assertThat(ClientSettings.of(URI.create("http://rootops.test:8000/below"), " ")
                        .token())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://rootops.test, its scheme is ftp",
        "rootops.test, it has no scheme",
        "/path, it has no scheme",
        "http:rootops.test, it has no host",
        "https://user:pw@rootops.test, it has a user or a password",
        "https://rootops.test?x=1, it goes on after the path",
        "https://rootops.test#x, it goes on after the path"
    })
    void saysWhichAddressIsExpected(URI server, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientSettings.of(server, null))
                .withMessageContaining(why)
                .withMessageContaining("such as https://rootops.example.com")
                .withMessageNotContaining("pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "two\r\nlines", "gr\u00f6\u00dfe"})
    void refusesATokenThatIsNoneWithoutShowingIt(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientSettings.of(URI.create("https://rootops.test"), token))
                .withMessageContaining("rootops token create")
                .withMessageNotContaining(token);
    }

    @Test
    void waitsForMoreThanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientSettings(
                        URI.create("https://rootops.test"), null, Duration.ofSeconds(1), Duration.ZERO))
                .withMessageStartingWith("callTimeout is PT0S");
    }
}
