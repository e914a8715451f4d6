package io.rootops.app.web;

import io.rootops.app.access.AccessControl;
import io.rootops.core.settings.Loopback;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Jetty with our servlets. */
public final class HttpServer implements AutoCloseable {
    private static final int THREADS = 48;
    /** For requests that are under way when it stops. */
    private static final long STOP_MILLIS = 7_000;
    /** So long a connection may say nothing when it stops; most of them are idle and end with this. */
    private static final long IDLE_MILLIS_AT_STOP = 2_000;
    /** A body that comes more slowly is cut off; nothing is expected of how quickly answers are read, which streams need. */
    private static final int LEAST_BYTES_PER_SECOND = 500;

    private static final int MOST_CONNECTIONS = 512;
    /** Streams say something more often. */
    private static final long IDLE_MILLIS = 15_000;

    private static final long IDLE_MILLIS_WHEN_FULL = 2_000;
    private static final int MOST_HEADER_BYTES = 8 << 10;
    /** Of a form: the text of an incident, in letters of any script. */
    private static final int MOST_FORM_BYTES = 1 << 20;

    private final Server server;
    private final ServerConnector connector;
    private final @Nullable ServerConnector webhookConnector;
    private final String bind;
    private final int port;

    /** The same without webhooks. */
    public HttpServer(String bind, int port, Map<String, ? extends Servlet> servlets, AccessControl access) {
        this(bind, port, servlets, access, it -> it, null);
    }

    /**
     * Not yet listening.
     *
     * @param bind an address or localhost
     * @param port 0: a free one
     * @param servlets by path pattern; those of the access control come by themselves
     * @param webhooks makes the handler that answers webhooks and leaves the rest to the given one; it comes before
     *     access control
     * @param webhookPort where nothing but webhooks is answered; 0: a free one, null: there is none
     */
    public HttpServer(
            String bind,
            int port,
            Map<String, ? extends Servlet> servlets,
            AccessControl access,
            UnaryOperator<Handler> webhooks,
            @Nullable Integer webhookPort) {
        this.bind = bind;
        this.port = port;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("web");
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
        // Else Jetty gives a header the letters of an earlier one of the connection that differs in case only.
        http.setHeaderCacheCaseSensitive(true);
        connector = connector(http, port);
        webhookConnector = webhookPort == null ? null : connector(http, webhookPort);
        NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, server);
        limit.setEndPointIdleTimeout(IDLE_MILLIS_WHEN_FULL);
        server.addBean(limit);
        server.setStopTimeout(STOP_MILLIS);

        server.setAttribute(FormFields.MAX_LENGTH_ATTRIBUTE, MOST_FORM_BYTES);
        ServletContextHandler context = new ServletContextHandler("/");
        context.setMaxFormContentSize(MOST_FORM_BYTES);
        FilterHolder guard = new FilterHolder(access.guard());
        guard.setAsyncSupported(true);
        context.addFilter(guard, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.setErrorHandler(access.errors());
        server.setErrorHandler(access.errors());
        Map<String, Servlet> all = new HashMap<>(servlets);
        all.putAll(access.servlets());
        all.forEach((path, servlet) -> {
            ServletHolder holder = new ServletHolder(servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, path);
        });
        CompressionHandler compression = new CompressionHandler(context);
        compression.putCompression(new GzipCompression());
        compression.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        .defaults()
                        .compressIncludeMethod("GET")
                        .build());
        // Bodies are received before a thread is given to their servlet; as they are: curl calls JSON a form where
        // nobody tells it.
        Handler pages = new EagerContentHandler(
                access.around(compression), new EagerContentHandler.RetainedContentLoaderFactory());
        Handler everything = new OwnPort(webhooks.apply(pages), webhookConnector);
        server.setHandler(
                new Stopping(new MinimumDataRateHandler(new Lingering(everything), LEAST_BYTES_PER_SECOND, 0)));
    }

    private ServerConnector connector(HttpConfiguration http, int at) {
        ServerConnector made = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        made.setHost(bind);
        made.setPort(at);
        made.setIdleTimeout(IDLE_MILLIS);
        made.setShutdownIdleTimeout(IDLE_MILLIS_AT_STOP);
        server.addConnector(made);
        return made;
    }

    /** @throws IOException one clear sentence, when the address cannot be taken */
    public void start() throws IOException {
        try {
            open(connector, port, "ROOTOPS_PORT");
            if (webhookConnector != null) {
                open(webhookConnector, webhookConnector.getPort(), "ROOTOPS_WEBHOOK_PORT");
            }
            server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the web server does not start: " + e.getMessage(), e);
        }
    }

    private void open(ServerConnector made, int at, String setting) throws IOException {
        try {
            made.open();
        } catch (IOException e) {
            throw e.getCause() instanceof BindException || e instanceof BindException
                    ? new IOException(
                            "port " + at + " on " + bind + " is in use; stop what holds it, or choose another with "
                                    + setting + " (0 takes a free one)",
                            e)
                    : e;
        }
    }

    /** Where webhooks are received. */
    public URI webhookAddress() {
        return webhookConnector == null ? address() : address(webhookConnector);
    }

    /** Where it listens, as people open it. */
    public URI address() {
        return address(connector);
    }

    private URI address(ServerConnector connector) {
        // All addresses of a machine are no address to open.
        boolean here = bind.startsWith("127.")
                || Loopback.address(bind).filter(InetAddress::isAnyLocalAddress).isPresent();
        String host = here ? "localhost" : bind.contains(":") ? "[" + bind + "]" : bind;
        return URI.create("http://" + host + ":" + connector.getLocalPort());
    }

    /** Takes no new request and waits for those under way. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            // It has stopped all the same: answers that took longer than it waits, such as streams, were cut off.
        } catch (Exception e) {
            throw new IllegalStateException("the web server does not stop: " + e.getMessage(), e);
        }
    }
}
