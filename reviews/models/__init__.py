from reviews.models.agency_report import AgencyReport
from reviews.models.case_link import CaseLink
from reviews.models.consideration import Consideration, CriteriaTest
from reviews.models.decision import BodyNotification, Decision, DecisionMaker, PanelEnquiry, PeerChallenge
from reviews.models.referral import OutsiderLink, Referral, ReferralQuestion
from reviews.models.report import AgreedReport, BoardResponse, Comment, Report, ReportSection, ReportVersion
from reviews.models.review import (
    Independence,
    InterimLearning,
    ParallelProceedings,
    Review,
    ReviewMember,
    Terms,
    TermsAgreement,
)
from reviews.models.scoping import ScopingRequest

__all__ = [
    "AgencyReport",
    "AgreedReport",
    "BoardResponse",
    "BodyNotification",
    "CaseLink",
    "Comment",
    "Consideration",
    "CriteriaTest",
    "Decision",
    "DecisionMaker",
    "Independence",
    "InterimLearning",
    "OutsiderLink",
    "ParallelProceedings",
    "PanelEnquiry",
    "PeerChallenge",
    "Referral",
    "ReferralQuestion",
    "Report",
    "ReportSection",
    "ReportVersion",
    "Review",
    "ReviewMember",
    "ScopingRequest",
    "Terms",
    "TermsAgreement",
]
