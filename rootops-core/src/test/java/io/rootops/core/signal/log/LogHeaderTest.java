package io.rootops.core.signal.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogHeaderTest {
    private final LogHeader header = new LogHeader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "2026-03-01 10:00:00,123 INFO  [main] shop.Cart - Added 3 ~ INFO ~ shop.Cart ~ Added 3",
                "2026-03-01T10:00:00.123Z WARN 1 --- [shop] [nio-8080-exec-1] c.shop.Cart : Slow answer ~ WARN ~ c.shop.Cart ~ Slow answer",
                "10:00:00.123 [pool-1 thread-2] ERROR c.s.Cart - Gave up ~ ERROR ~ c.s.Cart ~ Gave up",
                "2026-03-01 10:00:00 - shop.cart - WARNING - Slow answer ~ WARN ~ shop.cart ~ Slow answer",
                "WARNING:root:Slow answer ~ WARN ~ - ~ root:Slow answer",
                "2026-03-01 10:00:00.000 UTC [71] ERROR:  relation x is not there ~ ERROR ~ - ~ relation x is not there",
                "Mar  1 10:00:00 web1 sshd[12]: session opened for user anna ~ - ~ sshd[12] ~ session opened for user anna",
                "Mar  1 10:00:00 web1 kernel: device eth0 left ~ - ~ kernel ~ device eth0 left",
                "<11>Mar  1 10:00:00 web1 cron[3]: job is gone ~ ERROR ~ cron[3] ~ job is gone",
                "2026-03-01T10:00:00+01:00 web1 cron[3]: job is gone ~ - ~ cron[3] ~ job is gone",
                "[Sun Mar 01 10:00:00 2026] [error] client went away ~ ERROR ~ - ~ client went away",
                "E0301 10:00:00.000000   12 cart.go:41] cannot pay ~ ERROR ~ cart.go:41 ~ cannot pay",
                "03-01 10:00:00.123  1702  2395 D WindowManager: drawn ~ DEBUG ~ WindowManager ~ drawn",
                "20260301-10:00:00:123|Cart|300|drawn again ~ - ~ Cart ~ drawn again",
                "2026-03-01 10:00:00.008 257 INFO shop.api.server [req-1 - - -] 10.0.0.1 asked ~ INFO ~ shop.api.server ~ 10.0.0.1 asked",
                "26/03/01 10:00:00 INFO executor.Backend: Registered ~ INFO ~ executor.Backend ~ Registered",
                "260301 100000 32 WARN dfs.Node$Reader: slow ~ WARN ~ dfs.Node$Reader ~ slow",
                "2026-03-01 10:00:00, Info                  CBS    Loaded ~ INFO ~ - ~ CBS    Loaded",
                "[03.01 10:00:00] browser.exe *64 - proxy.test:80 open ~ - ~ browser.exe ~ proxy.test:80 open",
                "{\"time\":\"x\",\"level\":\"warn\",\"msg\":\"it is \\\"slow\\\"\"} ~ WARN ~ - ~ it is \"slow\"",
                "ERROR Failed: the cart ~ ERROR ~ - ~ Failed: the cart",
                "level=error ts=1 msg=\"cannot pay\" err=x ~ ERROR ~ - ~ cannot pay",
                "ts=2026-03-01 severity=debug message=drawn ~ DEBUG ~ - ~ drawn",
                "10.0.0.1:8080 left the pool ~ - ~ - ~ 10.0.0.1:8080 left the pool",
                "Added 3 of 7 items ~ - ~ - ~ Added 3 of 7 items",
                "42 items were added ~ - ~ - ~ 42 items were added",
                "the error count is 3 ~ ERROR ~ - ~ the error count is 3",
            })
    void partsHeaderAndMessage(String line, LogLevel level, String logger, String message) {
        char[] text = line.toCharArray();
        header.read(text, text.length);

        assertThat(new String(text, header.from(), header.to() - header.from())).isEqualTo(message);
        assertThat(header.level()).isEqualTo(level);
        assertThat(
                        header.loggerTo() > header.loggerFrom()
                                ? new String(text, header.loggerFrom(), header.loggerTo() - header.loggerFrom())
                                : null)
                .isEqualTo(logger);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{\"severity\":\"ERROR\",\"message\":\"x\"} ~ ERROR",
                "{\"level\":50,\"msg\":\"x\"} ~ ERROR",
                "{\"level\":30,\"msg\":\"x\"} ~ INFO",
                "{\"log.level\":\"warn\",\"message\":\"x\"} ~ WARN",
                "{\"@l\":\"Fatal\",\"@m\":\"x\"} ~ FATAL",
                "{\"PRIORITY\":\"x\",\"MESSAGE\":\"ERROR here\"} ~ ERROR",
                "<3>disk is full ~ ERROR",
                "ERROR failed to load userinfo for 5 ~ ERROR",
                "FATAL cannot start ~ FATAL",
                "the info page has an ERROR ~ ERROR",
                "Exception in thread \"main\" java.lang.IllegalStateException: x ~ ERROR",
                "java.io.IOException: gone ~ ERROR",
                "Traceback (most recent call last): ~ ERROR",
                "panic: runtime error: index out of range ~ FATAL",
                "loaded error.html and warn-page ~ -",
                "all is well ~ -",
            })
    void findsTheLevel(String line, LogLevel level) {
        char[] text = line.toCharArray();
        header.read(text, text.length);

        assertThat(header.level()).isEqualTo(level);
    }

    @Test
    void looksIntoWhatDockerWraps() {
        String line = "{\"log\":\"2026-03-01 10:00:00 ERROR shop.Cart - Gave up\\n\",\"stream\":\"stderr\"}";
        char[] text = line.toCharArray();
        header.read(text, text.length);

        assertThat(new String(text, header.from(), header.to() - header.from()).strip())
                .isEqualTo("Gave up");
        assertThat(header.level()).isEqualTo(LogLevel.ERROR);
    }

    @Test
    void withoutAMessageTheKeysStandForIt() {
        char[] text = "{\"user\":7, \"paid\":{\"sum\":3}}".toCharArray();
        header.read(text, text.length);

        assertThat(new String(text, header.from(), header.to() - header.from())).isEqualTo("user paid");
    }
}
