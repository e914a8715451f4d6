package io.rootops.core.signal.template;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a miner has to know to go on where it stopped.
 *
 * @param lines so many it has read
 * @param created so many templates it has made
 * @param templates the live ones
 * @param merges ids that lead to others
 * @param known ids of templates that were there once
 */
public record MinerState(
        long lines, long created, List<Saved> templates, List<TemplateMerge> merges, List<Long> known) {
    private static final int VERSION = 1;

    public MinerState {
        templates = List.copyOf(templates);
        merges = List.copyOf(merges);
        known = List.copyOf(known);
    }

    /**
     * A template.
     *
     * @param created its place in the order of creation
     * @param lines so many had it
     * @param lastLine the number of the last of them
     * @param tokens with variables as characters of Unicode's private area
     * @param samples masked
     */
    public record Saved(long id, long created, long lines, long lastLine, List<String> tokens, List<String> samples) {
        public Saved {
            tokens = List.copyOf(tokens);
            samples = List.copyOf(samples);
        }
    }

    /**
     * With another text in the place of each one, templates and samples: masked again, so that lines which are changed the same
     * way are of the same templates as before.
     */
    public MinerState rewritten(UnaryOperator<String> change) {
        return new MinerState(
                lines,
                created,
                templates.stream().map(it -> rewritten(it, change)).toList(),
                merges,
                known);
    }

    private static Saved rewritten(Saved written, UnaryOperator<String> change) {
        Set<String> before = Set.copyOf(written.tokens());
        List<String> tokens = Stream.of(
                        change.apply(String.join(" ", written.tokens())).split(" "))
                .flatMap(it -> before.contains(it) ? Stream.of(it) : masked(it))
                .toList();
        return new Saved(
                written.id(),
                written.created(),
                written.lines(),
                written.lastLine(),
                tokens,
                written.samples().stream().map(change).toList());
    }

    private static Stream<String> masked(String text) {
        LineMask mask = new LineMask();
        mask.mask(text.toCharArray(), 0, text.length());
        return Stream.of(mask.tokens());
    }

    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(lines);
            out.writeLong(created);
            out.writeInt(templates.size());
            for (Saved it : templates) {
                out.writeLong(it.id());
                out.writeLong(it.created());
                out.writeLong(it.lines());
                out.writeLong(it.lastLine());
                writeTexts(out, it.tokens());
                writeTexts(out, it.samples());
            }
            out.writeInt(merges.size());
            for (TemplateMerge it : merges) {
                out.writeLong(it.from());
                out.writeLong(it.into());
            }
            out.writeInt(known.size());
            for (long id : known) {
                out.writeLong(id);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no device behind it
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are damaged, or of another version */
    public static MinerState of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "state of a template miner of version " + version + "; expected " + VERSION);
            }
            long lines = in.readLong();
            long created = in.readLong();
            List<Saved> templates = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                templates.add(new Saved(
                        in.readLong(), in.readLong(), in.readLong(), in.readLong(), readTexts(in), readTexts(in)));
            }
            List<TemplateMerge> merges = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                merges.add(new TemplateMerge(in.readLong(), in.readLong()));
            }
            List<Long> known = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                known.add(in.readLong());
            }
            return new MinerState(lines, created, templates, merges, known);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "damaged state of a template miner (" + bytes.length + " bytes); expected what toBytes() wrote: "
                            + "without it the templates are learned anew",
                    e);
        }
    }

    private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeByte(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
