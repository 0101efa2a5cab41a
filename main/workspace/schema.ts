/**
 * The workspace's tables, by schema version. A version once published is never edited: a change is a new step at
 * the end of `migrations`, and `user_version` says how many of them a file has been through.
 *
 * Words: an *item* is an entry in the operating system's keychain, named by its account.
 */

const version1 = `
  -- One row: which keychain items belong to this file, and the key that new sealings use. schema_version says what
  -- user_version in the file's header says, so that a damaged header is not taken for a newer program's; every
  -- later version must keep this column.
  CREATE TABLE workspace (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    schema_version INTEGER NOT NULL,
    id TEXT NOT NULL,
    sealing_key_id TEXT
  ) STRICT;
  INSERT INTO workspace VALUES (1, 1, lower(hex(randomblob(16))), NULL);

  -- facts: CertificateFacts of the leaf; chain: those of its issuers (JSON), so that a list needs neither
  -- keychain nor decoder. deleted_at: since when it is in the bin; overdue_at: when
  -- a start first found its days over. replaced_by, _at, _in: which one took
  -- its place, when, and in which APIs (JSON list of ids).
  CREATE TABLE certificate (
    id TEXT PRIMARY KEY,
    etag TEXT NOT NULL,
    thumbprint TEXT NOT NULL,
    sha256_thumbprint TEXT NOT NULL,
    facts TEXT NOT NULL,
    chain TEXT NOT NULL,
    friendly_name TEXT,
    file_name TEXT,
    uploaded_at TEXT NOT NULL,
    deleted_at TEXT,
    overdue_at TEXT,
    replaced_by TEXT REFERENCES certificate (id) ON DELETE SET NULL,
    replaced_at TEXT,
    replaced_in TEXT
  ) STRICT;
  CREATE UNIQUE INDEX certificate_once ON certificate (sha256_thumbprint) WHERE deleted_at IS NULL;
  CREATE INDEX certificate_by_thumbprint ON certificate (thumbprint);

  -- The PFX, sealed, and the keychain item that holds its password. In a table of its own, so that lists do not
  -- pass over its bytes.
  CREATE TABLE sealed_pfx (
    certificate_id TEXT PRIMARY KEY REFERENCES certificate (id) ON DELETE CASCADE,
    sealing_key_id TEXT NOT NULL,
    password_account TEXT NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;

  -- path: without slashes at either end. trust_*: the authorities of the back end, or null for the system's.
  -- basic_account: the keychain item with the password of its basic credentials.
  CREATE TABLE api (
    id TEXT PRIMARY KEY,
    etag TEXT NOT NULL,
    display_name TEXT NOT NULL,
    path TEXT NOT NULL COLLATE NOCASE UNIQUE,
    service_url TEXT NOT NULL,
    trust_name TEXT,
    trust_pem TEXT,
    trust_facts TEXT,
    basic_account TEXT
  ) STRICT;

  CREATE TABLE policy (
    api_id TEXT PRIMARY KEY REFERENCES api (id) ON DELETE CASCADE,
    etag TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;

  -- Acts that touch the keychain too. 'under-way': the items in written_items may be there and must go again;
  -- 'committed': the change holds, and the items in obsolete_items must still go.
  CREATE TABLE journal (
    id TEXT PRIMARY KEY,
    started_at TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('under-way', 'committed')),
    written_items TEXT NOT NULL,
    obsolete_items TEXT NOT NULL
  ) STRICT;

  -- Every change, each bound to the one before it by its hash. Never a secret.
  CREATE TABLE activity (
    sequence INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    door TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;

  -- One row: the last entry, authenticated with a key that the file does not hold, so that a cut end shows.
  CREATE TABLE activity_head (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    sealing_key_id TEXT NOT NULL,
    mac TEXT NOT NULL
  ) STRICT;
`

const version2 = `
  -- When each certificate was last shown to a back end with success, and for which API (which may be gone by now).
  CREATE TABLE good_handshake (
    certificate_id TEXT PRIMARY KEY REFERENCES certificate (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    api_id TEXT
  ) STRICT;
`

const version3 = `
  -- GatewaySettings (JSON), or null for the defaults.
  ALTER TABLE api ADD COLUMN gateway TEXT;
`

const version4 = `
  CREATE TABLE operation (
    api_id TEXT NOT NULL REFERENCES api (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    etag TEXT NOT NULL,
    display_name TEXT NOT NULL,
    method TEXT NOT NULL,
    url_template TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (api_id, id)
  ) STRICT;

  -- Of all APIs (neither id), of an API (no operation_id) or of an operation.
  CREATE TABLE scoped_policy (
    api_id TEXT REFERENCES api (id) ON DELETE CASCADE,
    operation_id TEXT,
    etag TEXT NOT NULL,
    text TEXT NOT NULL,
    CHECK (operation_id IS NULL OR api_id IS NOT NULL),
    FOREIGN KEY (api_id, operation_id) REFERENCES operation (api_id, id) ON DELETE CASCADE
  ) STRICT;
  INSERT INTO scoped_policy SELECT api_id, NULL, etag, text FROM policy;
  DROP TABLE policy;
  ALTER TABLE scoped_policy RENAME TO policy;
  -- NULL is never equal to NULL in an index (https://www.sqlite.org/nulls.html).
  CREATE UNIQUE INDEX policy_by_scope ON policy (coalesce(api_id, ''), coalesce(operation_id, ''));
`

const version5 = `
  -- At most one row: the certificate by which the gateway answers its clients HTTPS; without it, it answers HTTP.
  -- One that is used is never removed, so that the gateway cannot fall back to HTTP unasked.
  CREATE TABLE gateway_https (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    certificate_id TEXT NOT NULL REFERENCES certificate (id) ON DELETE RESTRICT
  ) STRICT;
`

export const migrations: readonly string[] = [version1, version2, version3, version4, version5]
export const supportedVersion = migrations.length
