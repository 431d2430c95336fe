package io.sealpost.rules.addresslist;

import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.IfMatch;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.rollout.Answers;
import io.sealpost.rules.rollout.Write;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Address lists over REST. */
@Path("/v1/organizations/{organization}/address-lists")
@Tag(name = "Address lists", description = "Many recipients under one name, for rules of the organization and below it")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AddressListResource {

    private final AddressLists lists;
    private final Answers answers;

    AddressListResource(AddressLists lists, Answers answers) {
        this.lists = lists;
        this.answers = answers;
    }

    @GET
    @Operation(operationId = "listAddressLists", summary = "List an organization's address lists by name")
    public Page<AddressListView> list(
            @PathParam("organization") String organization,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        AddressListName.requireOrganization(organization);
        return lists.list(organization, Cursor.of(cursor, limit));
    }

    @GET
    @Path("/{list}")
    @Operation(operationId = "getAddressList", summary = "Read of an address list what is not its entries")
    public RestResponse<AddressListView> get(
            @PathParam("organization") String organization, @PathParam("list") String list) {
        AddressListView view = lists.get(AddressListName.existing(organization, list));
        return ResponseBuilder.ok(view)
                .header("ETag", IfMatch.etag(view.revision()))
                .build();
    }

    @GET
    @Path("/{list}/entries")
    @Operation(operationId = "listAddressListEntries", summary = "List the entries of an address list in order")
    public Page<String> entries(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        return lists.entries(AddressListName.existing(organization, list), Cursor.of(cursor, limit));
    }

    @PUT
    @Path("/{list}")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, TextEntries.CSV})
    @Operation(
            operationId = "putAddressList",
            summary = "Create an address list, or replace its entries",
            description = "At most 100,000 entries, in JSON, one a line, or as the first column of CSV.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = AddressListView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = AddressListView.class)))
    public Uni<Response> put(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            EntriesBody body,
            @BeanParam Write write) {
        AddressListName name = AddressListName.possible(organization, list);
        return answers.to(write, () -> lists.replace(name, write.condition(), body.values(), write.by()));
    }

    @POST
    @Path("/{list}/add")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, TextEntries.CSV})
    @Operation(operationId = "addToAddressList", summary = "Add entries that are not there yet")
    @APIResponse(
            responseCode = "200",
            description = "Added",
            content = @Content(schema = @Schema(implementation = AddressListView.class)))
    public Uni<Response> add(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            EntriesBody body,
            @BeanParam Write write) {
        AddressListName name = AddressListName.existing(organization, list);
        return answers.to(write, () -> lists.add(name, write.condition(), body.values(), write.by()));
    }

    @POST
    @Path("/{list}/remove")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, TextEntries.CSV})
    @Operation(operationId = "removeFromAddressList", summary = "Remove entries that are there")
    @APIResponse(
            responseCode = "200",
            description = "Removed",
            content = @Content(schema = @Schema(implementation = AddressListView.class)))
    public Uni<Response> remove(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            EntriesBody body,
            @BeanParam Write write) {
        AddressListName name = AddressListName.existing(organization, list);
        return answers.to(write, () -> lists.remove(name, write.condition(), body.values(), write.by()));
    }

    @DELETE
    @Path("/{list}")
    @Operation(
            operationId = "deleteAddressList",
            summary = "Delete an address list that no rule uses",
            description = "While rules use it, 409 names them.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Response> delete(
            @PathParam("organization") String organization, @PathParam("list") String list, @BeanParam Write write) {
        AddressListName name = AddressListName.existing(organization, list);
        return answers.to(write, () -> lists.delete(name, write.condition(), write.by()));
    }
}
