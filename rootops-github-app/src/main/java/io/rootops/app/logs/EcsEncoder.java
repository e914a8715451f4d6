package io.rootops.app.logs;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** One JSON object a line, with the names of the Elastic Common Schema, which log collectors know. */
final class EcsEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final JsonFactory json = new JsonFactory();
    private final ThrowableProxyConverter traces = new ThrowableProxyConverter();
    private final String version;

    /** @param version of this RootOps */
    EcsEncoder(String version) {
        this.version = version;
    }

    @Override
    public void start() {
        traces.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator out = json.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("@timestamp", event.getInstant().toString());
            out.writeStringField("log.level", event.getLevel().toString().toLowerCase(Locale.ROOT));
            out.writeStringField("message", event.getFormattedMessage());
            out.writeStringField("ecs.version", "1.2.0");
            out.writeStringField("service.name", "rootops");
            out.writeStringField("service.version", version);
            out.writeStringField("log.logger", event.getLoggerName());
            out.writeStringField("process.thread.name", event.getThreadName());
            for (Map.Entry<String, String> field : event.getMDCPropertyMap().entrySet()) {
                out.writeStringField(field.getKey(), field.getValue());
            }
            error(out, event);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.write('\n');
        return line.toByteArray();
    }

    private void error(JsonGenerator out, ILoggingEvent event) throws IOException {
        IThrowableProxy error = event.getThrowableProxy();
        if (error != null) {
            out.writeStringField("error.type", error.getClassName());
            out.writeStringField("error.message", String.valueOf(error.getMessage()));
            out.writeStringField("error.stack_trace", traces.convert(event));
        }
    }
}
