package io.sealpost.rules.addresslist;

import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.Violation;
import io.sealpost.rules.tenant.Organization;
import java.util.List;
import java.util.regex.Pattern;

/** Which list: that of an organization under a name. */
record AddressListName(String organization, String name) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** A list that is to exist; a problem where none can. */
    static AddressListName existing(String organization, String name) {
        requireOrganization(organization);
        if (!isName(name)) {
            throw new Problem.NotFound("address list", name).asException();
        }
        return new AddressListName(organization, name);
    }

    /** A list that is to be made, if it is not there yet. */
    static AddressListName possible(String organization, String name) {
        requireOrganization(organization);
        if (!isName(name)) {
            throw new Problem.InvalidValues(List.of(
                            new Violation("name", name, "1 to 63 lower-case letters, digits and inner hyphens")))
                    .asException();
        }
        return new AddressListName(organization, name);
    }

    static void requireOrganization(String id) {
        if (!Organization.isId(id)) {
            throw new Problem.NotFound("organization", id).asException();
        }
    }

    Scope scope() {
        return Scope.addressList(organization, name);
    }

    String path() {
        return "/v1/organizations/" + organization + "/address-lists/" + name;
    }
}
