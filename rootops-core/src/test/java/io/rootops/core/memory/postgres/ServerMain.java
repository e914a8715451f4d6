package io.rootops.core.memory.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/** A JVM to be killed: starts the server of a home and commits row after row, telling each on its output. */
final class ServerMain {
    static final int REFUSED = 3;

    private ServerMain() {}

    public static void main(String[] args) {
        EmbeddedPostgres postgres;
        try {
            postgres = EmbeddedPostgres.start(Path.of(args[0]));
        } catch (PostgresStartException e) {
            System.out.println("refused " + e.getMessage());
            System.exit(REFUSED);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        System.out.println("ready " + postgres.jdbcUrl());
        long row = 0;
        while (true) {
            try (Connection connection =
                            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("create table if not exists row (id bigint primary key)");
                while (true) {
                    statement.execute("insert into row values (" + (row + 1) + ") on conflict do nothing");
                    row++;
                    System.out.println("committed " + row);
                }
            } catch (SQLException e) {
                System.out.println("lost the connection");
                LockSupport.parkNanos(20_000_000);
            }
        }
    }
}
