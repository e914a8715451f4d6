package io.rootops.app.logs;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/** Turns the log, which is text for people, into JSON for programs. */
public final class JsonLog {
    private JsonLog() {}

    /**
     * From now on, for the whole process.
     *
     * @param version of this RootOps
     */
    public static void use(String version) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Iterator<Appender<ILoggingEvent>> appenders =
                context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> written) {
                EcsEncoder encoder = new EcsEncoder(version);
                encoder.setContext(context);
                encoder.start();
                written.stop();
                written.setEncoder(encoder);
                written.start();
            }
        }
    }
}
