package io.rootops.core.suspect.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.history.SnapshotFile;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where methods begin and end, in each language, whatever else stands in the text. */
class MethodFinderTest {

    @Test
    void java() {
        assertThat(methods(Language.JAVA, """
                package shop;
                import java.util.List;
                /** Not { a method() { */
                public class Cart<T extends Comparable<T>> implements Runnable {
                    private static final String BRACES = "}}{ \\" {";
                    private static final char OPEN = '{', QUOTE = '\\'';
                    int[] sizes = {1, 2};

                    public Cart(int size) throws IOException {
                        this.size = size;
                    }

                    @SuppressWarnings({"unchecked", "raw"})
                    public <R> List<R> total(
                            @Nullable String name,
                            int count) {
                        if (count > 0) { return null; } else if (size()) { return List.of(); }
                        for (int i = 0; i < 3; i++) { run(); }
                        try { run(); } catch (Exception e) { throw new Bad("}"); }
                        Runnable later = () -> { run(); };
                        return new Thread() {
                            @Override public void run() { stop(); }
                        };
                    }

                    abstract void nothing();

                    enum Size { SMALL, LARGE; int width() { return 1; } }
                    record Point(int x, int y) { double length() { return x; } }
                    String text() { return \"""
                        } not the end {
                        \"""; }
                }
                """))
                .containsExactly(
                        "Cart.Cart 9-11",
                        "Cart.total 13-24",
                        "Cart.run 22-22",
                        "Size.width 28-28",
                        "Point.length 29-29",
                        "Cart.text 30-32");
    }

    @Test
    void kotlin() {
        assertThat(methods(Language.KOTLIN, """
                class Cart(val size: Int) : Base() {
                    val text = \"""{ "${size}" \"""
                    fun total(items: List<Int>): Int {
                        items.forEach { println(it) }
                        synchronized(this) { run() }
                        return 1
                    }
                    override suspend fun <T> load(x: T) where T : Any {
                    }
                    fun short() = 1
                    companion object { fun create(): Cart { return Cart(1) } }
                }
                fun String.shout() { print(this) }
                """))
                .containsExactly("Cart.total 3-7", "Cart.load 8-9", "Cart.create 11-11", ".shout 13-13");
    }

    @Test
    void javaScript() {
        assertThat(methods(Language.JAVASCRIPT, """
                const braces = /[/{}]\\/{/, half = 4 / 2
                import { a } from 'a'
                export default async function load(url, { retries = 3 } = {}) {
                  const text = `a ${ run({ b: `}` }) } {`
                  return text.replace(/\\}/g, '{')
                }
                const add = async (a, b) => {
                  return a + b
                }
                let sub = function (a) {
                  if (a) { return 1 }
                }
                class Cart extends Base {
                  constructor(size) {
                    this.size = size
                  }
                  get total() { return 1 }
                  static async *each(items) { while (true) { yield items } }
                }
                describe('a cart {', function () {
                  it('adds }', () => { add(1, 2) })
                })
                module.exports = {
                  parse: function (text) { return text },
                  format(text) { return text }
                }
                """))
                .containsExactly(
                        ".load 3-6",
                        ".add 7-9",
                        ".sub 10-12",
                        "Cart.constructor 14-16",
                        "Cart.total 17-17",
                        "Cart.each 18-18",
                        ".parse 24-24",
                        ".format 25-25");
    }

    @Test
    void typeScript() {
        assertThat(methods(Language.JAVASCRIPT, """
                interface Shape { area(): number; }
                export class Cart<T> {
                  private async total<R>(items: Array<R>, by?: (r: R) => number): Promise<number> {
                    return 1;
                  }
                }
                export const run = (x: number): number => {
                  return x;
                };
                function plain(a: string): void {
                }
                """)).containsExactly("Cart.total 3-5", ".run 7-9", ".plain 10-11");
    }

    @Test
    void go() {
        assertThat(methods(Language.GO, """
                package shop

                type Cart struct { size int }

                var raw = `} \\`

                func (c *Cart) Total(items []Item, by func(a, b int) bool) (int, error) {
                    for _, i := range items { run(i) }
                    go func() { stop() }()
                    return 1, nil
                }

                func Map[K comparable, V any](m map[K]V) map[K]V {
                    return m
                }

                func (Cart) Plain() {}
                """)).containsExactly("Cart.Total 7-11", ".Map 13-15", "Cart.Plain 17-17");
    }

    @Test
    void cSharp() {
        assertThat(methods(Language.CSHARP, """
                using System;
                namespace Shop {
                    public class Cart : Base<int> {
                        string path = @"C:\\"; string more = $@"{ ""x"" ";
                        public Cart(int size) : base(size) {
                        }
                        [Obsolete("} {")]
                        public async Task<int> Total<T>(List<T> items) where T : class {
                            using (var x = Open()) { foreach (var i in items) { Run(); } }
                            lock (this) { return 1; }
                        }
                        public int Size { get { return 1; } }
                        public int Half() => 1;
                    }
                }
                """)).containsExactly("Cart.Cart 5-6", "Cart.Total 7-11");
    }

    @Test
    void python() {
        assertThat(methods(Language.PYTHON, """
                class Cart(Base):
                    \"""Says
                def nothing(): here
                    \"""
                    def total(self,
                items=None):
                        # def commented(): pass
                        text = "def quoted(): (("
                        if items:

                            return 1

                        def inner(x):
                            return x
                        return inner

                    async def load(self):
                        pass

                def top(): return (
                1)
                x = 1
                """))
                .containsExactly("Cart.total 5-15", "Cart.inner 13-14", "Cart.load 17-18", ".top 20-21");
    }

    @Test
    void ruby() {
        assertThat(methods(Language.RUBY, """
                module Shop
                  class Cart < Base
                    def total(items)
                      return 0 if items.empty?
                      items.each do |i|
                        puts "end #{i}" unless i
                      end
                      sql = <<~SQL
                    end
                      SQL
                      run
                    end

                    def self.create; new; end
                    def half(x) = x / 2
                =begin
                    def commented
                =end
                    def empty?
                    end
                  end
                end
                def top
                end
                """))
                .containsExactly(
                        "Cart.total 3-12", "Cart.create 14-14", "Cart.half 15-15", "Cart.empty 19-20", ".top 23-24");
    }

    @Test
    void otherLanguagesHaveNone() {
        assertThat(methods(Language.of("main.c"), "int main() { return 0; }\n")).isEmpty();
        assertThat(methods(Language.of("run.sh"), "run() {\n}\n")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anythingIsReadToItsEnd(Language language) {
        for (String piece : List.of(
                "{",
                "}",
                "(",
                "({",
                "\"",
                "'",
                "`${",
                "/*",
                "\"\"\"",
                "def a(\n",
                "@a(",
                "<<A\n",
                "func (",
                "=",
                "def::",
                "def a.",
                "class::",
                "/")) {
            String text = piece.repeat(20_000);
            List<Method> methods = MethodFinder.in(SourceMask.of(text, language), language);
            assertThat(methods).allSatisfy(it -> assertThat(it.to()).isGreaterThan(it.from()));
            assertThat(SourceMask.of(text, language)).hasSize(text.length());
        }
        assertThat(MethodFinder.in(new char[0], language)).isEmpty();
    }

    /** Copied for each of its names, such a line would take minutes. */
    @ParameterizedTest
    @EnumSource
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aMegabyteOfNamesIsReadToItsEnd(Language language) {
        assertThat(MethodFinder.in(("def " + "a.".repeat(500_000)).toCharArray(), language))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aLongMethodOfRubyInOneLineEndsThere() {
        assertThat(methods(Language.RUBY, "class Cart\n  def a; " + "run; ".repeat(200) + "end\n  def b\n  end\nend\n"))
                .containsExactly("Cart.a 2-2", "Cart.b 3-4");
    }

    @Test
    void everyLanguageIsCode() {
        for (Language language : Language.values()) {
            assertThat(language.endings()).allSatisfy(it -> {
                assertThat(new SnapshotFile("src/Main." + it, "").code()).isTrue();
                assertThat(Language.of("src/Main." + it.toUpperCase(Locale.ROOT)))
                        .isEqualTo(language);
            });
        }
    }

    @Test
    void aMaskKeepsLinesAndPlaces() {
        String text = "a(); // b {\n/* c\n d */ e(\"f\\\"}\");\n";

        assertThat(new String(SourceMask.of(text, Language.JAVA)))
                .isEqualTo("a();       \n    \n      e(\"\"\"\"\"\");\n");
    }

    /** As type.name first-last, lines counted from 1. */
    private static List<String> methods(Language language, String text) {
        return MethodFinder.in(SourceMask.of(text, language), language).stream()
                .map(it -> it.type() + "." + it.name() + " " + (it.from() + 1) + "-" + it.to())
                .toList();
    }
}
