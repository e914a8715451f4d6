package io.rootops.dashboard;

import gg.jte.TemplateOutput;

/**
 * Makes characters visible that would otherwise change how text around them looks: control characters and the
 * directional and invisible ones of Unicode. Commit messages, names and paths are anybody's text. It stands between
 * the templates and the page, so no template can forget it.
 */
final class VisibleText implements TemplateOutput {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private final TemplateOutput page;

    VisibleText(TemplateOutput page) {
        this.page = page;
    }

    @Override
    public void writeContent(String text) {
        page.writeContent(of(text));
    }

    @Override
    public void writeContent(String text, int from, int to) {
        page.writeContent(of(text.substring(from, to)));
    }

    @Override
    public void writeBinaryContent(byte[] ours) {
        page.writeBinaryContent(ours);
    }

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (hidden(text.charAt(i))) {
                return marked(text);
            }
        }
        return text;
    }

    private static String marked(String text) {
        StringBuilder marked = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!hidden(c)) {
                marked.append(c);
            } else {
                marked.append(String.format("[U+%04X]", (int) c));
            }
        }
        return marked.toString();
    }

    private static boolean hidden(char c) {
        if (c < ' ') {
            return c != '\n' && c != '\t' && c != '\r';
        }
        if (c < 0x7F) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // The joiners are letters' parts in several scripts and in emoji, and move nothing.
            case Character.FORMAT -> c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER;
            default -> false;
        };
    }
}
