// A certified OpenID provider on this machine, for the tests: whoever comes is signed in as the person the test names.
import { createRequire } from "node:module";
import { createServer } from "node:http";

const require = createRequire(process.argv[2]);
const { Provider } = await import(require.resolve("oidc-provider"));
const told = JSON.parse(process.argv[3]);

const server = createServer((request, response) => handle(request, response));
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: told.client_id,
    client_secret: told.client_secret,
    redirect_uris: [told.back],
    post_logout_redirect_uris: [told.home],
    scope: told.scopes,
  }],
  scopes: ["openid", "mitid", "ssn"],
  claims: { openid: ["sub", "loa", "ial", "aal", "identity_type", "transaction_id"], mitid: ["mitid.uuid", "mitid.identity_name", "mitid.date_of_birth"], ssn: ["dk.cpr"] },
  conformIdTokenClaims: false,
  acrValues: [told.acr],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true }, userinfo: { enabled: true } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...told.claims }) }),
  loadExistingGrant: async (context) => {
    const grant = new provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
    grant.addOIDCScope(told.scopes);
    await grant.save();
    return grant;
  },
  cookies: { keys: ["only-for-the-tests"] },
});

const answer = provider.callback();
async function handle(request, response) {
  if (!request.url.startsWith("/interaction/")) return answer(request, response);
  const login = { accountId: told.sub, acr: told.acr, amr: ["code_app"], remember: true };
  if (told.breaks_off) {
    return provider.interactionFinished(request, response, { error: "access_denied" });
  }
  return provider.interactionFinished(request, response, { login });
}

console.log(issuer);
