package io.rootops.core.signal.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that a miner keeps holds what must not be kept. */
class SecretsTest {
    private final TemplateMiner miner = new TemplateMiner();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "login of anna.b+x@mail.shop.test failed | anna.b",
                "Authorization: Bearer abcDEFghiJKLmnop | abcDEFghiJKLmnop",
                "header authorization=Basic YW5uYTpodW50ZXIy sent | YW5uYTpodW50ZXIy",
                "connect with password=hunter now | hunter",
                "connect with \"db_password\": \"hunter two\" now | hunter",
                "using api-key: abcdefgh for maps | abcdefgh",
                "Cookie: sid=abcdef; theme=dark | abcdef",
                "clone https://anna:geheim@git.shop.test/x.git | geheim",
                "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.abc-def expired | eyJ",
                "push with ghp_abcdefghijklmnopqrstuvwxyzABCDEFGHIJ | ghp_",
                "upload by AKIAABCDEFGHIJKLMNOP | AKIA",
                "slack xoxb-abcdefghijkl-mnop | xoxb",
                "charged 4111 1111 1111 1111 for order 9 | 1111",
                "charged 5500-0000-0000-0004 | 0004",
                "key QmFzZTY0IGVuY29kZWQgc2VjcmV0IHZhbHVl1A used | QmFz",
                "-----BEGIN RSA PRIVATE KEY----- MIIEow -----END RSA PRIVATE KEY----- read | MIIE",
            })
    void areNotKept(String line, String secret) {
        miner.mine(line);
        miner.mine("2026-03-01 10:00:00 WARN shop.Login - " + line);

        assertThat(miner.templates()).isNotEmpty().allSatisfy(it -> {
            assertThat(it.text()).doesNotContain(secret);
            assertThat(it.samples()).isNotEmpty().noneMatch(sample -> sample.contains(secret));
        });
        assertThat(miner.state().toString()).doesNotContain(secret);
    }

    @Test
    void whatIsNoSecretStaysReadable() {
        String line =
                "order 1234567890123 of build 0123456789abcdef0123456789abcdef01234567 at /srv/shop/token.txt took 3 ms";
        long id = miner.mine(line);

        assertThat(miner.template(id).orElseThrow().samples()).containsExactly(line);
    }

    @Test
    void atMostFiveSamplesAreKept() {
        long id = 0;
        for (int i = 0; i < 20; i++) {
            id = miner.mine("order " + i + " was paid");
        }

        assertThat(miner.template(id).orElseThrow().samples())
                .containsExactly(
                        "order 0 was paid",
                        "order 1 was paid",
                        "order 2 was paid",
                        "order 3 was paid",
                        "order 4 was paid");
    }
}
