package io.sealpost.rules.addresslist;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A list as it is answered; its entries are read apart. */
@Schema(name = "AddressList")
record AddressListView(
        @Schema(description = "Rules name it as list:NAME", examples = "banks")
        String name,

        @Schema(examples = "acme") String organization,

        @Schema(description = "The revision in which it last changed; also its ETag", examples = "63")
        long revision,

        @Schema(description = "How many there are", examples = "3")
        long entries) {}
