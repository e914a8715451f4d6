package io.rootops.core.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameLinesTest {
    private static List<Frame> frames(String text) {
        return new FrameLines(text).frames();
    }

    private static Frame frame(String type, String method, String path, int line) {
        return new Frame(type, method, path, line, false);
    }

    @Test
    void readsTheJvm() {
        assertThat(frames("""
                java.lang.IllegalStateException: empty
                \tat com.shop.Cart.total(Cart.java:12)
                \tat com.shop.Cart$Line.<init>(Cart.java:30) [shop.jar:1.2]
                \tat app//com.shop.TillKt.lambda$pay$0(Till.kt:7)
                \tat java.base/java.lang.Thread.run(Thread.java:840)
                \tat sun.reflect.NativeMethodAccessorImpl.invoke0(Native Method)
                """))
                .containsExactly(
                        frame("Cart", "total", "com/shop/Cart.java", 12),
                        frame("Cart", "", "com/shop/Cart.java", 30),
                        frame("TillKt", "pay", "com/shop/Till.kt", 7),
                        frame("Thread", "run", "java/lang/Thread.java", 840));
    }

    @Test
    void readsPythonTheInnermostFirst() {
        FrameLines lines = new FrameLines("""
                Traceback (most recent call last):
                  File "/app/shop/views.py", line 8, in pay
                    total = cart.total()
                  File "/app/shop/cart.py", line 31, in total
                    return sum(prices)
                TypeError: unsupported operand
                """);

        assertThat(lines.frames())
                .containsExactly(
                        frame("", "total", "/app/shop/cart.py", 31), frame("", "pay", "/app/shop/views.py", 8));
        assertThat(lines.others()).contains("TypeError: unsupported operand").doesNotContain("    return sum(prices)");
    }

    @Test
    void readsJavaScriptAndTypeScript() {
        assertThat(frames("""
                TypeError: Cannot read properties of undefined
                    at Cart.total (/srv/shop/src/cart.js:3:14)
                    at async Layer.handle [as pay] (file:///srv/shop/src/till.mjs:9:1)
                    at Object.<anonymous> (webpack:///./src/pages/pay.tsx?a1b2:12:3)
                    at C:\\shop\\src\\start.ts:1:1
                    at node:internal/process/task_queues:95:5
                """))
                .startsWith(
                        frame("Cart", "total", "/srv/shop/src/cart.js", 3),
                        frame("Layer", "handle", "/srv/shop/src/till.mjs", 9),
                        frame("Object", "", "/./src/pages/pay.tsx", 12),
                        frame("", "", "/shop/src/start.ts", 1));
    }

    @Test
    void readsGo() {
        assertThat(frames("""
                panic: runtime error: index out of range [3] with length 3

                goroutine 1 [running]:
                github.com/shop/cart.(*Till).Pay(0xc000012345, {0x3, 0x4})
                \t/build/cart/till.go:42 +0x1d
                main.main()
                \t/build/main.go:9 +0x2f
                """))
                .containsExactly(
                        frame("Till", "Pay", "/build/cart/till.go", 42), frame("", "main", "/build/main.go", 9));
    }

    @Test
    void readsRuby() {
        assertThat(frames("""
                app/models/cart.rb:12:in `total': undefined method `+' for nil (NoMethodError)
                \tfrom app/models/till.rb:3:in 'Till#pay'
                \tfrom bin/shop:5:in `block in <main>'
                """))
                .containsExactly(
                        frame("", "total", "app/models/cart.rb", 12),
                        frame("Till", "pay", "app/models/till.rb", 3),
                        frame("", "", "bin/shop", 5));
    }

    @Test
    void readsDotNet() {
        assertThat(frames("""
                System.NullReferenceException: Object reference not set
                   at Shop.Cart.Total(Decimal price) in C:\\build\\src\\Cart.cs:line 41
                   at Shop.Till.Pay() in /src/Till.cs:line 7
                   at System.Threading.Tasks.Task.Execute()
                """))
                .startsWith(frame("Cart", "Total", "/build/src/Cart.cs", 41), frame("Till", "Pay", "/src/Till.cs", 7));
    }

    @Test
    void keepsWhatIsNoFrame() {
        FrameLines lines = new FrameLines("The till is closed\nat all times");

        assertThat(lines.frames()).isEmpty();
        assertThat(lines.traced()).isFalse();
        assertThat(lines.others()).containsExactly("The till is closed", "at all times");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at checkout (all regions) prices are wrong",
                "at checkout (all regions) in Berlin prices are wrong",
                "at the till (since 12:30) nobody can pay",
                "at home (v1.2) it works",
                "  at 12:30",
                "Cart.total(null)",
                "shop/cart.Total(0x2)"
            })
    void proseWithParenthesesIsNoFrame(String prose) {
        FrameLines lines = new FrameLines(prose + "\nand so on");

        assertThat(lines.traced()).isFalse();
        assertThat(lines.others()).containsExactly(prose, "and so on");
        assertThat(new FrameLines(prose).others()).containsExactly(prose);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tat com.shop.Cart.total(Cart.java)",
                "\tat com.shop.Cart.total(Native Method)",
                "\tat com.shop.Cart.total(Unknown Source)",
                "\tat com.shop.Cart.total(SourceFile:12)",
                "    at Array.map (<anonymous>)",
                "    at pay (C:\\my shop\\src\\till.js:3:14)",
                "   at Shop.Cart.Total(Decimal price)",
                "   at Shop.Till.Pay()"
            })
    void everyKindOfPlaceMakesAFrame(String line) {
        FrameLines lines = new FrameLines(line);

        assertThat(lines.traced()).isTrue();
        assertThat(lines.others()).isEmpty();
    }

    /** One that tries again from every character would need hours for each. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.(",
                "at a.b(",
                "\tat a (",
                " ",
                "\n",
                "at a.b(C.java:1)\n",
                "  File \"a\", line 1, in b\n",
                "from a:1:in `",
                "a.rb:1:in `",
                "::",
                "test",
                "a::test#",
                "A.B:",
                "a1_",
                "\tx.go:1",
                "/../",
                "Exception: "
            })
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsFiveMegabytesOfAnything(String piece) {
        String text = piece.repeat(5 * 1024 * 1024 / piece.length());

        assertThat(new FrameLines(text).frames()).hasSizeLessThanOrEqualTo(1_000);
        assertThat(SuspectQuery.of(text, text, new RepositoryPaths()).frames()).isEmpty();
    }
}
