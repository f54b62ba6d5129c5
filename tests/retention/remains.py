"""What stays of an erased case: each column on purpose, codes, numbers, days and our own people. Nothing else may stay.

Whoever adds a column to a table that bears a case puts it here and says by that: it names nobody, alone or with the
others. What names somebody is sealed, and goes with the keys.
"""

# By model; its history keeps the same columns.
STAYS: dict[str, str] = {
    "audit.Event": """
        id at kind outcome case_id user_id organisation_id body mac
    """,
    "breakglass.BreakGlass": """
        id status_since case_id status user_id organisation_id danger begun_at expires_at review_due over_at
        reviewed_by_id
    """,
    "children.AgeAssessment": """
        id status_since written_by_id case_id status requested_at child_agrees guardian_agrees
    """,
    "children.BestInterestsNote": """
        id status_since written_by_id case_id status about conclusion written_at review_on
    """,
    "children.Guardianship": """
        id status_since written_by_id case_id status kind appointed_by starts until end_reason
    """,
    "children.ProtectionNotice": """
        id status_since written_by_id case_id status body told_on way written_at
    """,
    "consent.Consent": """
        id status_since case_id status talk purpose recipient_id data written_by_id language points lasts until
        given_at expires_at ground person_told tell_by told_at approved_by_id
    """,
    "consent.Suspension": """
        id case_id data asked_in begun_at ended_at
    """,
    "consent.Talk": """
        id case_id written_by_id begun_at kind language capacity ask_again_on points way guardian_way
        signed_at
    """,
    "contact.Contact": """
        id case_id kind order call write leave_word language checked_on checked_by_id unsafe_since added_at
    """,
    "documents.Document": """
        id status_since case_id status kind type kilobytes added_by_id added_at scanned_at
    """,
    "documents.Part": """
        id case_id document_id index is_last
    """,
    "encryption.ErasedCase": """
        case_id erased_at
    """,
    "facts.AllegedExploiter": """
        id case_id roles relation is_kin mistaken added_at
    """,
    "facts.CaseFacts": """
        id case_id nationalities languages education relation recruitment control exploitation industry
        sexual_types segments
    """,
    "facts.TraffickingEvent": """
        id case_id kind order country mistaken added_at
    """,
    "groups.Member": """
        id group_id case_id added_at
    """,
    "hotline.Call": """
        id status_since case_id status organisation_id taken_by_id taken_at channel language category
        in_danger advice pointed_to
    """,
    "identification.Answer": """
        id screening_id code value
    """,
    "identification.AnswerNote": """
        id case_id screening_id code
    """,
    "identification.Case": """
        id status_since recovery_until recovery_extensions recovery_warned decision_due began_under stage
        round question_due paused_on age_band sex language in_danger injured controlled merged_into_id
        status_before_merge number status jurisdiction opened_at carrier_id authority_id asked_by_id
        closing_reason
    """,
    "identification.CaseAccess": """
        id case_id organisation_id person_id scope basis basis_id granted_at expires_at ended_at suspended_at
        opened_at
    """,
    "identification.Decision": """
        id case_id outcome authority_id on_appeal stage round members decided_by_id decided_at due
        appeal_until next_due dissent_in_letter
    """,
    "identification.Honeytoken": """
        id case_id planted_at
    """,
    "identification.HoneytokenAlert": """
        id honeytoken_id user_id organisation_id at
    """,
    "identification.Identity": """
        id case_id contact_is_safe
    """,
    "identification.Inquiry": """
        id status_since case_id status authority_id round asked_by_id asked_at due pauses warned_at
    """,
    "identification.OpeningNote": """
        id case_id event_id
    """,
    "identification.Screening": """
        id status_since case_id status profile also indicator_set screened_by_id result cooperation
    """,
    "identification.Vote": """
        id case_id round outcome voted_by_id voted_at is_void
    """,
    "legal_aid.Deadline": """
        id matter_id kind due done_at
    """,
    "legal_aid.Matter": """
        id status_since case_id status referral_id organisation_id kind lawyer_id outcome
    """,
    "referral.Referral": """
        id status_since case_id status sender_id service_id recipient_id kind purpose data_sets urgency
        sent_by_id sent_at deadline_at decline_reason outcome
    """,
    "repatriation.Return": """
        id status_since case_id status referral_id organisation_id destination_country
        receiving_organisation_id risk risk_assessed_at risk_assessed_by_manager_id
        risk_assessed_by_counsel_id asylum_claim proceeding_pending leave_of_court cleared_by_id travel_on
        sending_signed receiving_signed monitoring_until no_contact_wished failure_reason
    """,
    "retention.Erasure": """
        id status_since case_id status organisation_id wish_of asked_at asked_by_id answer_due answer_rule
        decided_by_id complaint_explained
    """,
    "retention.LegalHold": """
        id status_since case_id status held_for until placed_at placed_by_id lifted_by_id
    """,
    "retention.Proposal": """
        id status_since case_id status rule_name outcome rule_entry due_on proposed_at decided_by_id
        put_off_until
    """,
    "rights.Complaint": """
        id status_since case_id status written_by_id asked_at due began_under about organisation_id person_id
        handler_id outcome told_at
    """,
    "rights.CopyRequest": """
        id status_since case_id status written_by_id asked_at due began_under prepared_by_id approved_by_id
        withheld ready_for_id ready_until
    """,
    "rights.Correction": """
        id status_since case_id status written_by_id asked_at due began_under part told_at
    """,
    "rights.Restriction": """
        id status_since case_id status written_by_id asked_at due began_under data why told_at
    """,
    "shelters.Placement": """
        id status_since case_id status referral_id shelter_id bed_id kind needs_accessible starts ends
        risk_assessed_on asked_by_id extension_until refusal_reason exit_reason
    """,
}
HISTORY = "history_id history_date history_change_reason history_type history_user_id"
# Tables of which no row of an erased case is left.
GONE = {"identification_identitymark", "encryption_casekey"}
