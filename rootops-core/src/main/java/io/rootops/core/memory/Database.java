package io.rootops.core.memory;

import com.zaxxer.hikari.HikariDataSource;
import io.rootops.core.memory.postgres.EmbeddedPostgres;
import io.rootops.core.memory.postgres.RunningPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** The memory's database: a pool of connections to a schema that is up to date. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 10;
    private static final int OLDEST_SERVER = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /**
     * Without a word from the database for so long a connection is given up: it may be half dead, which TCP does not tell.
     * Longer than any statement of ours takes; {@code socketTimeout} in the URL says otherwise.
     */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private static final String SOCKET_TIMEOUT = "socketTimeout";

    private final HikariDataSource pool;
    private final DatabaseUrl url;
    private final DSLContext dsl;

    private Database(HikariDataSource pool, DatabaseUrl url) {
        this.pool = pool;
        this.url = url;
        // jOOQ would greet in the log otherwise.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        this.dsl = DSL.using(pool, SQLDialect.POSTGRES, new Settings().withRenderSchema(false));
    }

    /**
     * Connects and brings the schema up to date.
     *
     * @param databaseUrl {@code postgres://user:password@host:port/name?sslmode=…}, {@code postgresql://…} or
     *     {@code jdbc:postgresql://…}
     * @throws DatabaseException with one sentence that holds no secret
     */
    public static Database open(String databaseUrl) {
        return open(DatabaseUrl.parse(databaseUrl));
    }

    /** As above, with user and password beside the URL. */
    public static Database open(String jdbcUrl, String user, String password) {
        return open(new DatabaseUrl(DatabaseUrl.parse(jdbcUrl).jdbcUrl(), user, password));
    }

    /** The server stays the caller's, to be closed after this. */
    public static Database embedded(EmbeddedPostgres server) {
        return open(server.jdbcUrl(), server.user(), server.password());
    }

    /**
     * Beside the RootOps that runs it, which has brought the schema up to date.
     *
     * @throws DatabaseException also when that is another release, with other tables
     */
    public static Database beside(RunningPostgres server) {
        return beside(new DatabaseUrl(DatabaseUrl.parse(server.jdbcUrl()).jdbcUrl(), server.user(), server.password()));
    }

    /**
     * Beside another RootOps on it; changes nothing.
     *
     * @throws DatabaseException also when that is another release, with other tables, or there is none
     */
    public static Database beside(String databaseUrl) {
        return beside(DatabaseUrl.parse(databaseUrl));
    }

    private static Database beside(DatabaseUrl url) {
        check(url);
        HikariDataSource pool = pool(url);
        try {
            Schema.requireCurrent(pool, url.place());
            return new Database(pool, url);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static Database open(DatabaseUrl url) {
        try (HikariDataSource patient = patient(url)) {
            Schema.migrate(patient, url.place());
        }
        return new Database(pool(url), url);
    }

    /** For what takes its time and says nothing meanwhile, such as the migration of large tables. */
    static HikariDataSource patient(DatabaseUrl url) {
        check(url);
        HikariDataSource pool = pool(url);
        pool.setMaximumPoolSize(2);
        pool.addDataSourceProperty(SOCKET_TIMEOUT, "0");
        return pool;
    }

    /**
     * Connects and changes nothing.
     *
     * @return the server's version, such as 18
     * @throws DatabaseException as {@link #open(String)}
     */
    public static int serverVersion(String databaseUrl) {
        return check(DatabaseUrl.parse(databaseUrl));
    }

    /** Tried without the pool first: it would try again for long and put its own words around the reason. */
    private static int check(DatabaseUrl url) {
        try (Connection connection = alone(url)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_SERVER) {
                throw new DatabaseException("The database server at " + url.place() + " is PostgreSQL " + version
                        + " and RootOps needs " + OLDEST_SERVER + " or newer: upgrade it, name another one in"
                        + " DATABASE_URL, or unset DATABASE_URL to use the embedded one.");
            }
            try (Connection second = alone(url)) {
                OneSession.require(connection, second, url.place());
            }
            return version;
        } catch (SQLException e) {
            throw ConnectionProblem.of(url, e);
        }
    }

    private static Connection alone(DatabaseUrl url) throws SQLException {
        Connection connection = new Driver().connect(url.jdbcUrl(), properties(url));
        if (connection == null) {
            throw new DatabaseException(
                    "DATABASE_URL is not understood: expected" + " postgres://user:password@host:5432/database.");
        }
        return connection;
    }

    private static HikariDataSource pool(DatabaseUrl url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("memory");
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        pool.setJdbcUrl(url.jdbcUrl());
        pool.setDataSourceProperties(properties(url));
        return pool;
    }

    static Properties properties(DatabaseUrl url) {
        Properties properties = new Properties();
        set(properties, "user", url.user());
        set(properties, "password", url.password());
        set(properties, "ApplicationName", "rootops");
        set(properties, "connectTimeout", String.valueOf(PATIENCE.toSeconds()));
        set(properties, "loginTimeout", String.valueOf(PATIENCE.toSeconds()));
        set(properties, SOCKET_TIMEOUT, String.valueOf(SILENCE.toSeconds()));
        set(properties, "tcpKeepAlive", "true");
        set(properties, "reWriteBatchedInserts", "true");
        return properties;
    }

    private static void set(Properties properties, String name, @Nullable String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    public DSLContext dsl() {
        return dsl;
    }

    /** To all processes on it. */
    public Notices notices() {
        return new Notices(dsl, () -> alone(url));
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
