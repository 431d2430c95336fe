package io.sealpost.rules.process;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the database reads the lists where there are a million rules: 10,000 organizations, 100,000 domains, 10 rules each. */
@ExtendWith(Parts.Given.class)
class ListsBench {

    private static final int DOMAINS = Integer.getInteger("bench.domains", 100_000);

    private static final String[] CONTENT = {
        "alter table organizations disable trigger user",
        "alter table domains disable trigger user",
        "alter table rules disable trigger user",
        "insert into organizations (id, display_name, revision) values ('top', 'Top', 1)",
        "insert into organizations (id, display_name, parent, revision)"
                + " select 'o' || i, 'Customer', 'top', i from generate_series(1, " + DOMAINS / 10 + ") i",
        "insert into domains (name, organization, revision, suspended, verified_by, verified_at)"
                + " select 'd' || i || '.example', 'o' || (i / 10 + 1), i, false, 'operator', now()"
                + " from generate_series(0, " + (DOMAINS - 1) + ") i",
        "insert into scopes (scope, deleted, changed_by, changed_at)"
                + " select 'domain/' || name, false, 'bench', now() from domains",
        "insert into rules (id, scope, position, revision, name, direction, enabled, criteria, actions, lists, format,"
                + " size, changed_at) select gen_random_uuid(), 'domain/d' || i || '.example', (j::bigint << 20), i, 'Rule ' || j,"
                + " 'outgoing', j <> 3, '{\"to\": {\"anyOf\": [\"bank.example\"]}}', '{\"relayWithTls\": {}}', '{}', 1, 300, now()"
                + " from generate_series(0, " + (DOMAINS - 1) + ") i, generate_series(1, 10) j",
        "vacuum analyze organizations, domains, rules"
    };

    private static final String RULES = "select * from rules where scope = 'domain/d4711.example' and position > 0";

    private static Map<String, String> lists() {
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("rules of a domain, a page", RULES + " order by position limit 101");
        lists.put(
                "rules of a domain, filtered by text and state",
                RULES + " and enabled and exists (select 1 from (select name as held union all"
                        + " select part #>> '{}' from jsonb_path_query(criteria, 'strict $.**') part"
                        + " where jsonb_typeof(part) = 'string' union all"
                        + " select jsonb_object_keys(coalesce(criteria -> 'headers', '{}'))) texts where position('rule 7' in lower(held)) > 0)"
                        + " order by position limit 101");
        lists.put(
                "a rule by its name",
                "select * from rules where scope = 'domain/d4711.example'"
                        + " and direction = 'outgoing' and name = 'Rule 7'");
        lists.put("domains, an operator's page", "select * from domains where name > 'd5' order by name limit 101");
        lists.put(
                "domains, a tenant's page",
                "select * from domains where name > '' and organization in (select organization_subtree('o471'))"
                        + " order by name limit 101");
        lists.put(
                "organizations, an operator's page",
                "select * from organizations where id > 'o5' order by id limit 101");
        return lists;
    }

    @Test
    void showsHowListsAreRead(Parts parts) throws Exception {
        String url = parts.postgres.jdbcUrl(parts.afresh());
        Flyway.configure()
                .dataSource(url, parts.postgres.user(), parts.postgres.password())
                .load()
                .migrate();
        try (Connection connection =
                        DriverManager.getConnection(url, parts.postgres.user(), parts.postgres.password());
                Statement statement = connection.createStatement()) {
            for (String step : CONTENT) {
                statement.execute(step);
            }
            for (Map.Entry<String, String> list : lists().entrySet()) {
                System.out.printf("%n%s%n", list.getKey());
                explain(statement, list.getValue());
            }
        }
    }

    private static void explain(Statement statement, String query) throws SQLException {
        try (ResultSet plan = statement.executeQuery("explain (analyze, costs off, buffers) " + query)) {
            while (plan.next()) {
                System.out.println(plan.getString(1));
            }
        }
    }
}
