//! What AWS's own managed policies name though the reference does not list it: services that have closed or never were
//! documented, and actions that only AWS's consoles and services call. Where the verdict of AWS's validation is known
//! (those on the managed policies of March 2026), it takes them, so nothing is said about any. What it refuses, such as
//! Elastic Inference and the actions of CloudHSM's first generation, is not here.

/// Prefixes of services.
const SERVICES: [&str; 10] = [
    "builderid",
    "datazonecontrol",
    "deepcomposer",
    "deeplens",
    "deepracer",
    "iot1click",
    "iotroborunner",
    "mobilehub",
    "sagemaker-groundtruth-synthetic",
    "zocalo",
];

/// Actions, by service.
const ACTIONS: [(&str, &[&str]); 8] = [
    ("budgets", &["CreateBudget", "DeleteBudget", "DescribeBudget", "DescribeBudgets", "UpdateBudget"]),
    ("memorydb", &["ReplicateMultiRegionClusterData"]),
    ("organizations", &["CreateBuilderIdOwnedAccount"]),
    (
        "payments",
        &[
            "AcceptTermsAndConditionsForProgramByAccountId",
            "BatchGetPaymentProfiles",
            "CreatePaymentAttempt",
            "CreatePaymentProfile",
            "Get",
            "GetAcceptedTermsAndConditionsForProgramByAccountId",
            "GetAccountBalance",
            "GetDefaultPaymentProfile",
            "GetEligibleCurrencies",
            "GetPaymentAttempt",
            "GetPaymentPreferences",
            "GetPreferredCurrency",
            "GetRecommendedTermsAndConditionsForProgram",
            "ListPaymentProfiles",
            "SearchFinancialRecords",
            "SetPreferredCurrency",
            "UpdatePaymentProfile",
        ],
    ),
    ("qapps", &["ImportDocumentToQApp", "ImportDocumentToQAppSession"]),
    ("route53-recovery-control-config", &["DescribeRoutingControlByName"]),
    ("sagemaker-unified-studio-mcp", &["CallPrivilegedTool", "CallReadOnlyTool", "InvokeMcp"]),
    (
        "securityagent",
        &[
            "BatchGetAgentInstances",
            "BatchGetSecurityTestContentMetadata",
            "BatchGetTasks",
            "CreateDocumentReview",
            "DeleteDocumentReview",
            "GetCodeReviewTask",
            "GetDocReviewTask",
            "GetDocumentReview",
            "GetDocumentReviewArtifact",
            "ListAgentInstances",
            "ListControls",
            "ListDocumentReviewComments",
            "ListDocumentReviews",
            "ListTasks",
            "StartPentestExecution",
            "StopPentestExecution",
        ],
    ),
];

/// Whether the prefix is that of such a service, in any letter case.
pub(in crate::lint::checks) fn is_service(prefix: &str) -> bool {
    SERVICES.iter().any(|known| known.eq_ignore_ascii_case(prefix))
}

/// Whether it is such an action, in any letter case.
pub(super) fn is_action(prefix: &str, name: &str) -> bool {
    let of_service = ACTIONS.iter().filter(|(service, _)| service.eq_ignore_ascii_case(prefix));
    of_service.flat_map(|(_, names)| names.iter()).any(|known| known.eq_ignore_ascii_case(name))
}
