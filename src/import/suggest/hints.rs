//! What columns and words are called in sheets of this kind, in English and Spanish: for each key of a record the words
//! that head its column, and for each word of the usual profiles and lists what people write for it.

/// How columns for one key are headed.
pub(super) struct Hint {
    /// The key, below its groups: `reflection.working`.
    pub key: &'static str,
    /// Words in a head, folded; what is told first is surest.
    pub heads: &'static [&'static str],
}

const fn hint(key: &'static str, heads: &'static [&'static str]) -> Hint {
    Hint { key, heads }
}

pub(super) const HINTS: &[Hint] = &[
    hint(
        "next_steps.due",
        &[
            "by when",
            "due date",
            "due",
            "deadline",
            "fecha limite",
            "para cuando",
            "next step by",
            "by",
        ],
    ),
    hint("next_steps.done", &["completed at", "completed", "done", "hecho"]),
    hint("data.values.on", &["points date", "measured on"]),
    hint(
        "date",
        &[
            "date of the session",
            "date of visit",
            "date of event",
            "session date",
            "visit date",
            "date of session",
            "observed at",
            "date",
            "day",
            "fecha",
            "dia",
            "when",
        ],
    ),
    hint("starts", &["start time", "start", "starts", "time", "hora"]),
    hint(
        "minutes",
        &[
            "duration minutes",
            "minutes",
            "minute",
            "mins",
            "min",
            "duration",
            "length",
            "how long",
            "hours",
            "hrs",
            "time spent",
            "duracion",
            "horas",
            "minutos",
        ],
    ),
    hint("rater.id", &["observer", "rater", "rated by", "email address", "email", "observador"]),
    hint(
        "rater.role",
        &["i am the", "role", "who are you", "rater role", "rated by", "rol", "soy"],
    ),
    hint(
        "coach",
        &["your coach id", "coach", "asesor", "asesora", "entrenador", "facilitator", "consultant"],
    ),
    hint(
        "educator",
        &[
            "teacher s",
            "teacher",
            "teachers",
            "tchr",
            "educator",
            "coachee",
            "docente",
            "maestro",
            "maestra",
            "profesor",
            "profesora",
            "whom",
            "staff member",
        ],
    ),
    hint("school", &["school", "building", "bldg", "site", "escuela"]),
    hint(
        "method",
        &[
            "how did you meet",
            "method",
            "mode",
            "via",
            "how",
            "modality",
            "interaction type",
            "contact type",
            "modalidad",
            "medio",
            "type",
            "format",
        ],
    ),
    hint(
        "phases",
        &[
            "phases",
            "phase",
            "tags name",
            "tags",
            "what was it",
            "activity",
            "activities",
            "fase",
            "type of coaching",
        ],
    ),
    hint(
        "items",
        &[
            "which of these did you do",
            "items",
            "item",
            "what i did",
            "practices",
            "itemes",
            "focus",
        ],
    ),
    hint(
        "reflection.not_working",
        &[
            "not working",
            "que no funciona",
            "grows text",
            "grows",
            "challenges",
            "retos",
            "no funciona",
        ],
    ),
    hint(
        "reflection.working",
        &["what is working", "working", "que funciona", "funciona", "successes"],
    ),
    hint("strengths", &["strengths", "strength", "glows text", "glows", "fortalezas", "praise"]),
    hint(
        "next_steps.who",
        &["next step who", "who", "responsible", "assigned to", "responsable", "quien", "owner"],
    ),
    hint(
        "next_steps.what",
        &[
            "next step what",
            "next steps",
            "next step",
            "action steps text",
            "action step",
            "proximo paso",
            "proximos pasos",
            "follow up",
            "to do",
        ],
    ),
    hint("comments", &["why did you rate", "comment on item"]),
    hint("data.measure", &["measures name", "measure"]),
    hint("data.improvement", &["measures direction", "direction", "improvement"]),
    hint("data.values.value", &["points percent", "points value", "percent"]),
    hint("data.values.n", &["points students", "number of students", "students"]),
    hint(
        "notes",
        &[
            "notes",
            "note",
            "comments",
            "comment",
            "anything else",
            "notas",
            "observaciones",
            "remarks",
            "activity",
            "summary",
            "topic",
            "about",
            "actividad",
        ],
    ),
];

/// Heads of columns that only say how a form was filled in.
pub(super) const OF_THE_FORM: &[&str] = &[
    "start date",
    "end date",
    "recorded date",
    "timestamp",
    "submission",
    "last modified",
    "created",
    "updated",
    "completion time",
    "in seconds",
    "ip address",
    "progress",
    "latitude",
    "longitude",
    "recipient",
    "marca temporal",
    "user language",
    "distribution channel",
    "external",
];

/// Words that people write for an id of the usual profiles and lists.
pub(super) const WORDS: &[(&str, &[&str])] = &[
    (
        "in-person",
        &[
            "face to face",
            "f2f",
            "in person",
            "onsite",
            "on site",
            "in school",
            "presencial",
            "en persona",
            "live",
        ],
    ),
    (
        "video",
        &[
            "video",
            "zoom",
            "meet",
            "google meet",
            "teams",
            "video conference",
            "video call",
            "videollamada",
            "virtual",
            "online",
            "webex",
            "skype",
        ],
    ),
    (
        "phone",
        &["phone", "telephone", "phone call", "call", "conference call", "telefono", "llamada"],
    ),
    ("email", &["email", "e mail", "mail", "correo", "correo electronico"]),
    ("message", &["message", "text", "chat", "sms", "text message", "mensaje", "whatsapp"]),
    (
        "planning",
        &[
            "planning",
            "plan",
            "co planning",
            "planned",
            "planeacion",
            "planificacion",
            "pre conference",
        ],
    ),
    (
        "modeling",
        &[
            "modeling",
            "modelling",
            "model",
            "modeled",
            "demonstration",
            "demo",
            "modelado",
            "co teaching",
        ],
    ),
    ("observation", &["observation", "obs", "observing", "observed", "walkthrough", "observacion"]),
    (
        "debrief",
        &[
            "debrief",
            "debriefed",
            "debriefing",
            "conferencing",
            "conference",
            "feedback",
            "reflection",
            "post conference",
            "retroalimentacion",
        ],
    ),
    ("self", &["self", "coach", "rating myself", "myself", "asesora", "asesor"]),
    (
        "educator",
        &[
            "teacher",
            "educator",
            "coached teacher",
            "coached educator",
            "coachee",
            "docente",
            "maestra",
            "maestro",
            "profesora",
            "profesor",
        ],
    ),
    (
        "observer",
        &[
            "observer",
            "outside observer",
            "external observer",
            "peer",
            "administrator",
            "observador",
        ],
    ),
    ("coach", &["coach", "me", "i", "myself", "asesora", "asesor", "facilitator"]),
    ("both", &["both", "together", "we", "us", "ambos", "ambas"]),
    ("increase", &["increase", "up", "higher", "rising", "aumentar"]),
    ("decrease", &["decrease", "down", "lower", "falling", "reducir"]),
    ("in-place", &["in place", "yes", "fully in place", "observed", "implemented", "presente"]),
    ("partial", &["partially in place", "partial", "partially", "partly", "somewhat", "parcial"]),
    ("not-in-place", &["not in place", "no", "not implemented", "ausente"]),
    (
        "not-observed",
        &["did not see it", "not observed", "not seen", "n o", "no observado", "unobserved"],
    ),
    ("not-applicable", &["not applicable", "n a", "na", "no aplica"]),
];

/// Words for a kind of record in a column that tells it.
pub(super) const KINDS: &[(&str, &[&str])] = &[
    (
        "session",
        &["session", "coaching", "coaching session", "meeting", "sesion", "visit", "conference"],
    ),
    (
        "contact",
        &["contact", "check in", "contacto", "short contact", "touchpoint", "email", "call"],
    ),
    ("checklist", &["checklist", "fidelity", "fidelity check", "lista", "observation", "rating"]),
    ("review", &["review", "data", "data review", "revision", "datos"]),
];

/// Heads of columns that tell the kind of a row.
pub(super) const KIND_HEADS: &[&str] =
    &["type", "tipo", "kind", "entry type", "record type", "activity type", "form type"];

/// Words of rows that are no records, alone in a cell or at its end.
pub(super) const TOTALS: &[&str] = &["total", "totals", "subtotal", "sum", "suma", "grand total"];

/// Words that say of a row that it does not count, and why.
pub(super) const NOT_COUNTED: &[(&str, &str)] = &[
    ("test", "a trial"),
    ("trial", "a trial"),
    ("prueba", "a trial"),
    ("survey preview", "a preview"),
    ("preview", "a preview"),
    ("cancelled", "canceled"),
    ("canceled", "canceled"),
    ("cancelado", "canceled"),
    ("cancelada", "canceled"),
    ("no show", "nobody came"),
    ("deleted", "deleted"),
    ("archived", "archived"),
    ("draft", "a draft"),
];

/// Heads of columns with yes or no, and which of the two says that the row does not count.
pub(super) const SWITCHES: &[(&str, bool, &str)] = &[
    ("finished", false, "not finished"),
    ("complete", false, "not finished"),
    ("is published", false, "not published"),
    ("published", false, "not published"),
    ("is deleted", true, "deleted"),
    ("is test", true, "a trial"),
    ("is draft", true, "a draft"),
    ("is archived", true, "archived"),
];

/// Heads of columns in which anything says that the row does not count.
pub(super) const GONE: &[(&str, &str)] =
    &[("archived at", "archived"), ("deleted at", "deleted"), ("cancelled at", "canceled")];

/// Heads of columns with the source's own id, the surest first.
pub(super) const OWN_IDS: &[&str] = &[
    "response id",
    "responseid",
    "uuid",
    "instance id",
    "instanceid",
    "key",
    "respondent id",
    "submission id",
    "record id",
    "observation id",
    "entry id",
    "id",
    "no",
    "n o",
    "nro",
    "numero",
    "number",
];

/// Labels of cells above a table, with a value on their right, and the key of the relationship that it is.
pub(super) const ABOVE: &[(&str, &[&str])] = &[
    ("coach", &["coach", "coach id", "asesora", "asesor", "name of coach"]),
    ("educator", &["teacher", "educator", "teacher id", "docente", "coachee"]),
    ("school", &["school", "building", "site", "escuela"]),
    ("practice", &["practice", "teaching practice", "goal", "practica"]),
    ("started", &["started", "start", "start date", "first day", "since", "desde", "inicio"]),
];

/// Heads of the moment at which a form was sent, which may stand in for a day that is missing.
pub(super) const SENT: &[&str] =
    &["timestamp", "marca temporal", "completion time", "submission date"];
