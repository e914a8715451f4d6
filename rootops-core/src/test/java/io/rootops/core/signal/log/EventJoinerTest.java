package io.rootops.core.signal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventJoinerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String JAVA = """
            2026-03-01 12:00:00 ERROR [main] shop.Cart - Cannot pay
            java.lang.IllegalStateException: order 7 is gone
            \tat shop.Cart.pay(Cart.java:41)
            \tat java.base/java.util.ArrayList.forEach(ArrayList.java:1511)
            \tat shop.Till$$Lambda$14/0x00f3.run(Unknown Source)
            Caused by: java.io.IOException: reset by 10.0.0.1
            \tat shop.Bank.ask(Bank.java:12)
            \t... 2 more
            2026-03-01 12:00:01 INFO  [main] shop.Cart - Next order
            """;

    private final List<LogEvent> events = new ArrayList<>();
    private final EventJoiner joiner = new EventJoiner(events::add);

    private List<Integer> sizes(String text) {
        text.lines().forEach(it -> joiner.add(it, NOON));
        joiner.flush();
        return events.stream().map(it -> it.lines().size()).toList();
    }

    @Test
    void joinsATraceOfJava() {
        assertThat(sizes(JAVA)).containsExactly(8, 1);
        assertThat(events.get(0).head()).endsWith("Cannot pay");
        StackFingerprint stack = events.get(0).stack().orElseThrow();
        assertThat(stack.exceptions()).containsExactly("java.lang.IllegalStateException", "java.io.IOException");
        assertThat(stack.frames())
                .containsExactly(
                        "shop.Cart.pay(Cart.java)",
                        "shop.Till$$Lambda.run(Unknown Source)",
                        "shop.Bank.ask(Bank.java)");
        assertThat(events.get(1).stack()).isEmpty();
    }

    @Test
    void aFingerprintOutlivesLinesMessagesAndGeneratedNames() {
        sizes(JAVA);
        String first = events.get(0).stack().orElseThrow().id();
        events.clear();
        sizes(JAVA.replace(":41", ":57").replace("order 7", "order 12").replace("$14/0x00f3", "$201/0x0a17"));

        assertThat(events.get(0).stack().orElseThrow().id()).isEqualTo(first).hasSize(16);
        events.clear();
        sizes(JAVA.replace("Bank.ask", "Bank.answer"));
        assertThat(events.get(0).stack().orElseThrow().id()).isNotEqualTo(first);
    }

    @Test
    void joinsATraceOfPython() {
        assertThat(sizes("""
                                2026-03-01 12:00:00 ERROR cannot pay
                                Traceback (most recent call last):
                                  File "/srv/shop/cart.py", line 41, in pay
                                    bank.ask()
                                  File "/usr/lib/python3/dist-packages/requests/api.py", line 9, in get
                                    raise error
                                ValueError: order 7 is gone
                                2026-03-01 12:00:01 INFO next order
                                """)).containsExactly(7, 1);
        StackFingerprint stack = events.get(0).stack().orElseThrow();
        assertThat(stack.exceptions()).containsExactly("ValueError");
        assertThat(stack.frames()).containsExactly("/srv/shop/cart.py:pay");
    }

    @Test
    void joinsAPanicOfGoAndATraceOfNode() {
        assertThat(sizes("""
                                panic: runtime error: index out of range [5] with length 3

                                goroutine 1 [running]:
                                main.pay(0x2)
                                \t/srv/shop/main.go:12 +0x1d
                                main.main()
                                \t/srv/shop/main.go:5 +0x1d
                                2026-03-01 12:00:01 INFO next order
                                TypeError: cart is undefined
                                    at pay (/srv/shop/cart.js:12:7)
                                    at Layer.handle (/srv/shop/node_modules/express/router.js:95:5)
                                """)).containsExactly(6, 1, 3);
        assertThat(events.get(0).stack().orElseThrow().frames()).containsExactly("main.pay", "main.main");
        assertThat(events.get(2).stack().orElseThrow().frames()).containsExactly("pay(/srv/shop/cart.js)");
    }

    @Test
    void plainLinesAreEventsOfTheirOwn() {
        assertThat(sizes("order paid\norder sent\n\njava.io.IOException: gone\njava.io.IOException: gone again\n"))
                .containsExactly(1, 1, 1, 1);
        events.clear();
        assertThat(sizes("{\n  \"order\": 7\n}\n{\"order\": 8}\n")).containsExactly(3, 1);
    }

    @Test
    void handsOnAfterASecondWithoutALine() {
        joiner.add("ERROR cannot pay", NOON);
        joiner.idle(NOON.plusMillis(999));
        assertThat(events).isEmpty();

        joiner.idle(NOON.plusMillis(1_000));
        assertThat(events).hasSize(1);
        joiner.add("\tat shop.Cart.pay(Cart.java:41)", NOON.plusMillis(1_001));
        joiner.add("\tat shop.Cart.pay(Cart.java:41)", NOON.plusMillis(2_100));
        joiner.flush();
        assertThat(events).hasSize(3);
        assertThat(events.get(1).at()).isEqualTo(NOON.plusMillis(1_001));
    }

    @Test
    void aTraceLongerThanAnEventIsOneEvent() {
        String frame = "\tat shop.Cart.pay(Cart.java:41)\n";
        String head = "2026-03-01 12:00:00 ERROR [main] shop.Cart - Cannot pay\njava.lang.StackOverflowError\n";
        String rest = "Caused by: java.io.IOException: gone\n" + frame.repeat(EventJoiner.MOST_LINES);

        assertThat(sizes(head + frame.repeat(1_024) + rest + "2026-03-01 12:00:01 INFO next\n" + head + frame))
                .containsExactly(EventJoiner.MOST_LINES, 1, 3);
        assertThat(events.stream().map(LogEvent::cut)).containsExactly(true, false, false);
    }

    @Test
    void anEventThatJustFitsIsWhole() {
        assertThat(sizes(
                        "ERROR cannot pay\n" + "\tat shop.Cart.pay(Cart.java:41)\n".repeat(EventJoiner.MOST_LINES - 1)))
                .containsExactly(EventJoiner.MOST_LINES);
        assertThat(events.get(0).cut()).isFalse();
    }

    @Test
    void aLineLongerThanAnEventIsCutAndWhatGoesOnWithItDropped() {
        joiner.add("x".repeat(50_000_000), NOON);
        assertThat(events).hasSize(1);
        assertThat(events.get(0).cut()).isTrue();
        assertThat(events.get(0).head()).hasSize(EventJoiner.MOST_CHARACTERS);

        joiner.add("\tat shop.Cart.pay(Cart.java:41)", NOON.plusMillis(999));
        joiner.add("order paid", NOON.plusMillis(999));
        joiner.add("x".repeat(100_000), NOON.plusMillis(999));
        joiner.add("\tat shop.Cart.pay(Cart.java:42)", NOON.plusMillis(1_999));
        joiner.flush();
        assertThat(events.stream().map(it -> it.lines().size())).containsExactly(1, 1, 1, 1);
        assertThat(events.stream().map(LogEvent::cut)).containsExactly(true, false, true, false);
        assertThat(events.get(3).head()).endsWith("(Cart.java:42)");
    }
}
