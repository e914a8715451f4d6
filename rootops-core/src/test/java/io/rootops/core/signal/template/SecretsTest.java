package io.rootops.core.signal.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a miner keeps holds what must not be kept. */
class SecretsTest {
    private final LineCache cache = new LineCache();
    private final TemplateMiner miner = new TemplateMiner(cache);

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
                "-----BEGIN PGP PRIVATE KEY BLOCK----- lQdGBF -----END PGP PRIVATE KEY BLOCK----- read | lQdG",
                "{\"msg\":\"body {\\\"password\\\":\\\"hunter2\\\"}\"} | hunter",
                "{\"msg\":\"body {\\\\\\\"password\\\\\\\":\\\\\\\"hunter2\\\\\\\"}\"} | hunter",
                "body {\"password\":\"big \\\"hunter\\\" two\",\"user\":7} | hunter",
                "body {\"password\":\"big \\\\\", \"token\":\"hunter two\"} | hunter",
                "body {\"password\":\"hunter two | hunter",
                "headers {\"cookie\":\"sid=abcdef\"} | abcdef",
                "headers {\"X-Api-Key\":[\"abcdefgh\"]} | abcdefgh",
                "settings {:password=>\"hunter\"} | hunter",
                "reset by /srv/session/QmFzZTY0IGVuY29kZWQgc2VjcmV0IHZhbHVl1A now | QmFz",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "push with ghp_abcdefghijklmnopqrstuvwxyzABCDEFGHIJ | ghp_",
                "Authorization: Bearer abcDEFghiJKLmnop | abcD",
                "connect with \"password\": \"hunter two\" | hunter",
                "clone https://anna:geheim@git.shop.test/x.git | gehe",
                "login of anna.b+x@mail.shop.test | anna.b",
                "charged 4111 1111 1111 1111 | 4111 1",
            })
    void areNotKeptWhereALongLineIsCut(String text, String secret) {
        String words = "a".repeat(59) + " ";
        for (int cut : new int[] {1_000, 3_000}) {
            for (int i = 0; i <= text.length(); i++) {
                int room = cut - text.length() + i;
                // What is before may be a secret itself, which makes room for what was cut off behind.
                keepsNone(
                        words.repeat(room / 60) + "b".repeat(room % 60) + " " + text + " " + words.repeat(60), secret);
                keepsNone("token=" + "a".repeat(room - 7) + " " + text + " " + words.repeat(60), secret);
            }
        }
    }

    private void keepsNone(String line, String secret) {
        TemplateMiner fresh = new TemplateMiner(cache);
        long id = fresh.mineMessage(line);

        assertThat(fresh.template(id).orElseThrow().samples())
                .hasSize(1)
                .allSatisfy(it -> assertThat(it).isNotBlank().hasSizeLessThanOrEqualTo(1_000));
        assertThat(fresh.state().toString()).doesNotContain(secret);
    }

    /** One that tries again from every character would need half an hour for each. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aB3-",
                "a-",
                "a.",
                "a/b-",
                "a@",
                "a.b@c.",
                "eyJ-",
                "token ",
                "token\\",
                "token=\"",
                "cookie=[",
                "cookie=[\n",
                "token='\n",
                "4 ",
                "://a:",
                "basic ",
                "Aa1$",
                "Base64PaymentGatewayConfigurationTest$",
                "-----BEGIN A",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nA: \n\n"
            })
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void areLookedForOnceInALongWord(String piece) {
        String text = piece.repeat(100_000 / piece.length());

        assertThat(SecretMask.readable(text)).isNotEmpty().hasSizeLessThan(3 * text.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at shop.Base64PaymentGatewayConfigurationTest.total(Base64PaymentGatewayConfigurationTest.java:17)",
                "at shop.Base64PaymentGatewayConfigurationTest$Cart.<init>(Base64PaymentGatewayConfigurationTest.kt:17)",
                "File \"/srv/shop/Base64PaymentGatewayConfigurationTest.py\", line 17",
                "Basic authentication failed",
                "the bearer presented nothing"
            })
    void namesAndWordsStayReadable(String line) {
        assertThat(SecretMask.readable(line)).isEqualTo(line);
        assertThat(SecretMask.readable("QmFzZTY0IGVuY29kZWQgc2VjcmV0IHZhbHVl1A " + line))
                .isEqualTo("<secret> " + line);
    }

    @Test
    void aKeyWithoutAnEndReachesOverItsLinesOnly() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIEowIBAAKCAQEA\n  abcd+/==\n";

        assertThat(SecretMask.readable("read\n" + key + "at shop.Cart.total"))
                .isEqualTo("read\n<secret>\nat shop.Cart.total");
        assertThat(SecretMask.readable(key + "no more\n" + key + "-----END RSA PRIVATE KEY-----\n"))
                .isEqualTo("<secret>\nno more\n<secret>\n");
        assertThat(SecretMask.readable("-----BEGIN PRIVATE KEY----- MIIE abcd\nat shop.Cart.total"))
                .isEqualTo("<secret>\nat shop.Cart.total");
    }

    @Test
    void aQuotedSecretOfSeveralLinesIsMaskedToItsEnd() {
        assertThat(SecretMask.readable("password: \"big\nhunter\ntwo\", user: 7"))
                .isEqualTo("password: <secret>, user: 7");
        assertThat(SecretMask.readable("tokens=[\"abc\",\n\"def\"] read")).isEqualTo("tokens=<secret> read");
        assertThat(SecretMask.readable("password='hunter\nthe till doesn't open"))
                .as("nothing closes it")
                .isEqualTo("password=<secret>\nthe till doesn't open");
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
