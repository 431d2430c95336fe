package io.sealpost.rules.addresslist;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row of a list; its entries have a table of their own. */
@Entity
@Table(name = "address_lists")
class AddressListRow {

    @Id
    private String scope;

    @Column(nullable = false)
    private String organization;

    @Column(nullable = false)
    private String name;

    protected AddressListRow() {}

    AddressListRow(AddressListName list) {
        this.scope = list.scope().key();
        this.organization = list.organization();
        this.name = list.name();
    }

    AddressListName list() {
        return new AddressListName(organization, name);
    }
}
