package io.rootops.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private final Answers answers = new Answers();

    @Test
    void forgetsWhatWasNotAskedForTheLongest() throws RootOpsException {
        for (int i = 0; i < 200; i++) {
            answers.keep(uri(i), "\"1\"", body(), 2);
        }
        assertThat(answers.of(uri(0))).isNotNull();

        answers.keep(uri(200), "\"1\"", body(), 2);

        assertThat(answers.of(uri(0))).isNotNull();
        assertThat(answers.of(uri(1))).isNull();
        assertThat(answers.of(uri(200))).isNotNull();
    }

    @Test
    void keepsNoLargeAnswer() throws RootOpsException {
        answers.keep(uri(1), "\"1\"", body(), 32 * 1024 + 1);

        assertThat(answers.of(uri(1))).isNull();
    }

    @Test
    void forgetsAnAnswerThatHasNoNameAnyMore() throws RootOpsException {
        answers.keep(uri(1), "W/\"1\"", body(), 2);
        answers.keep(uri(1), null, body(), 2);

        assertThat(answers.of(uri(1))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1", "\"a b\"", "\"\u00e9\"", "\"1\", \"2\""})
    void sendsBackNoNameThatIsNone(String etag) throws RootOpsException {
        answers.keep(uri(1), etag, body(), 2);

        assertThat(answers.of(uri(1))).isNull();
    }

    private static URI uri(int number) {
        return URI.create("http://rootops.test/" + number);
    }

    private static JsonObject body() throws RootOpsException {
        return JsonObject.parse("{}".getBytes(StandardCharsets.UTF_8));
    }
}
