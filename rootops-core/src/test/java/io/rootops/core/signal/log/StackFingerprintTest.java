package io.rootops.core.signal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackFingerprintTest {
    private static Optional<StackFingerprint> of(String... lines) {
        return new LogEvent(Instant.EPOCH, List.of(lines), false, null).stack();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "` \tat shop.Cart.pay(Cart.java:41) [shop.jar:1.2]` ~ shop.Cart.pay(Cart.java)",
                "`    at async Layer.handle [as pay] (/srv/cart.js:95:5)` ~ Layer.handle [as pay](/srv/cart.js)",
                "`    at new Cart (/srv/cart.js:95:5)` ~ Cart(/srv/cart.js)",
                "`   at Shop.Cart.Pay(Int32 id) in /srv/Cart.cs:line 41` ~ Shop.Cart.Pay(Int32 id)",
                "`    at app//shop.Cart.<init>(Cart.java:41)` ~ app//shop.Cart.<init>(Cart.java)",
                "`    at /srv/cart.js:12:7` ~ /srv/cart.js",
                "main.pay(0x2) ~ main.pay",
                "main.main() ~ main.main",
                "github.com/shop/cart.(*Till).Pay(0xc000, {0x3, 0x4}) ~ github.com/shop/cart.(*Till).Pay",
                "main.glob..func1(...) ~ main.glob..func1",
                "`\tfrom /srv/cart.rb:12:in 'pay'` ~ /srv/cart.rb:pay",
            })
    void readsFrames(String line, String frame) {
        assertThat(of(line).orElseThrow().frames()).containsExactly(frame);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main.pay(0x2) failed",
                "main.pay(f(x))",
                "pay(0x2)",
                "shop.test/pay(0x2)",
                "main.(0x2)",
                "main.pay)",
                "(",
                "at all (times"
            })
    void readsNoFrameWhereThereIsNone(String line) {
        assertThat(of(line)).isEmpty();
    }

    /** One that tries again from every character would need hours for each. */
    @ParameterizedTest
    @ValueSource(strings = {"a.(", "a.", "at a ", " ", "at a (", "a:1", "A.", "(", "from a:1:in `"})
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsAHostileLineOnce(String piece) {
        String hostile = piece.repeat(60_000 / piece.length());

        assertThat(of(hostile, "at a" + hostile, hostile + ")", "at shop.Cart.pay(Cart.java:41)")
                        .orElseThrow()
                        .frames())
                .contains("shop.Cart.pay(Cart.java)");
    }

    @Test
    void looksNoFurtherThanFramesGo() {
        assertThat(of("at shop.Cart." + "pay".repeat(200) + "(Cart.java:41)")).isEmpty();
    }
}
