package io.sealpost.rules.addresslist;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.sealpost.rules.change.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The lists in the database. Every call blocks and needs a transaction. */
@ApplicationScoped
class AddressListRows implements PanacheRepositoryBase<AddressListRow, String> {

    /** As many are named to whoever wants to delete a list. */
    private static final int MOST_USERS = 100;

    /** So many are added by one statement, for each has to end in the time of one answer. */
    private static final int AT_ONCE = 10_000;

    List<AddressListRow> of(String organization, String after, int most) {
        return find("organization = ?1 and name > ?2 order by name", organization, after)
                .page(0, most)
                .list();
    }

    long count(Scope list) {
        return (long) getEntityManager()
                .createNativeQuery("select count(*) from address_list_entries where list = :list")
                .setParameter("list", list.key())
                .getSingleResult();
    }

    /** Entries in their order, from behind {@code after}. */
    List<String> entries(Scope list, String after, int most) {
        @SuppressWarnings("unchecked")
        List<String> entries = getEntityManager()
                .createNativeQuery(
                        "select entry from address_list_entries where list = :list and entry > :after order by entry")
                .setParameter("list", list.key())
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultList();
        return entries;
    }

    /** Adds those that are not there; returns how many bytes they take. */
    long add(Scope list, Collection<String> entries) {
        List<String> all = List.copyOf(entries);
        long bytes = 0;
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            bytes += addSome(list, all.subList(i, Math.min(all.size(), i + AT_ONCE)));
        }
        return bytes;
    }

    private long addSome(Scope list, Collection<String> entries) {
        return bytes(withEntries("""
                with added as (
                  insert into address_list_entries (list, entry)
                  select :list, unnest(cast(:entries as text[])) on conflict do nothing returning entry)
                """ + SIZE.formatted("added"), list, entries));
    }

    /** Removes those that are there; returns how many bytes they took. */
    long remove(Scope list, Collection<String> entries) {
        return bytes(withEntries("""
                with removed as (
                  delete from address_list_entries e using unnest(cast(:entries as text[])) as gone (entry)
                  where e.list = :list and e.entry = gone.entry returning e.entry)
                """ + SIZE.formatted("removed"), list, entries));
    }

    /** Removes all others; returns how many bytes they took. */
    long removeAllBut(Scope list, Collection<String> entries) {
        return bytes(withEntries("""
                with removed as (
                  delete from address_list_entries e where e.list = :list and not exists (
                    select from unnest(cast(:entries as text[])) as kept (entry) where kept.entry = e.entry)
                  returning e.entry)
                """ + SIZE.formatted("removed"), list, entries));
    }

    /** An entry stands in quotes with a comma on the topic. */
    private static final String SIZE = "select coalesce(sum(octet_length(entry) + 3), 0) from %s";

    private Query withEntries(String sql, Scope list, Collection<String> entries) {
        return getEntityManager()
                .createNativeQuery(sql)
                .setParameter("list", list.key())
                .setParameter("entries", entries.toArray(String[]::new));
    }

    private static long bytes(Query sum) {
        return (long) sum.getSingleResult();
    }

    /** The list that a rule of this organization, or of a domain of it, means by the name; held until the end. */
    Optional<String> hold(String organization, String name) {
        List<?> found = getEntityManager()
                .createNativeQuery("""
                        with recursive up (id, parent, depth) as (
                          select id, parent, 0 from organizations where id = :organization
                          union all
                          select o.id, o.parent, depth + 1 from organizations o join up on o.id = up.parent)
                        select s.scope from scopes s where s.scope = (
                          select l.scope from address_lists l join up on up.id = l.organization
                          where l.name = :name order by depth limit 1)
                        and not s.deleted for share""")
                .setParameter("organization", organization)
                .setParameter("name", name)
                .getResultList();
        return found.stream().map(scope -> (String) scope).findFirst();
    }

    /** Rules that mean this list: of its organization and those below it, unless a nearer one has the same name. */
    List<ListUser> users(AddressListName list) {
        List<?> rows = getEntityManager()
                .createNativeQuery("""
                        with recursive below (id) as (
                          select cast(:organization as text)
                          union
                          select o.id from organizations o join below b on o.parent = b.id
                          where not exists (
                            select from address_lists l where l.organization = o.id and l.name = :name))
                        select r.id, r.scope, r.name from rules r
                        where r.lists @> array[cast(:name as text)] and r.lists <> '{}' and (
                          r.scope in (select 'organization/' || id from below)
                          or r.scope in (select 'domain/' || d.name from domains d join below b on b.id = d.organization))
                        order by r.scope, r.position""")
                .setParameter("organization", list.organization())
                .setParameter("name", list.name())
                .setMaxResults(MOST_USERS)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new ListUser((UUID) row[0], (String) row[1], (String) row[2]))
                .toList();
    }
}
